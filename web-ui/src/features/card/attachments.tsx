import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Download, File as FileIcon, Paperclip, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { attachmentsQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import type { Attachment } from '~/api/types.ts';
import { useMemberName } from '~/features/agent/actor.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button, IconButton } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { fileSize } from '~/ui/numbers.ts';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';

const most = 25 * 1024 * 1024;

/** The files on the card: dropped or chosen, saved, and removed by whoever brought them. */
export function Attachments({ cardId }: { cardId: string }) {
  const lock = useWriteLock();
  const files = useQuery(attachmentsQuery(cardId));
  const { upload, waiting } = useUpload(cardId);
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  if (files.isPending) return <Skeleton lines={2} label="Loading the attachments" />;
  if (files.isError && !files.data) return <Failed error={files.error} onRetry={() => void files.refetch()} />;
  const { items } = files.data;
  if (items.length === 0 && lock !== undefined) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same
    <section
      className={clsx('grid gap-2 rounded-lg', over && 'outline-2 outline-offset-4 outline-accent outline-dashed')}
      onDragOver={(event) => {
        if (lock || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (lock || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        for (const file of event.dataTransfer.files) upload.mutate(file);
      }}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-xs font-semibold text-ink-faint">Attachments</h3>
        {!lock && (
          <>
            <Button kind="quiet" className="h-7 px-2" onClick={() => chooser.current?.click()}>
              <Paperclip aria-hidden size={14} /> Attach files
            </Button>
            <input
              ref={chooser}
              type="file"
              multiple
              aria-label="Files to attach"
              hidden
              onChange={(event) => {
                for (const file of event.target.files ?? []) upload.mutate(file);
                event.target.value = '';
              }}
            />
          </>
        )}
      </div>
      {items.length + waiting.length > 0 && (
        <ul aria-label="Attachments" className="divide-y divide-line rounded-lg border border-line">
          {items.map((file) => (
            <Item key={file.id} cardId={cardId} file={file} locked={lock !== undefined} />
          ))}
          {waiting.map((name, index) => (
            <li key={`${name} ${index}`} role="status" className="flex items-center gap-2 px-3 py-2 text-sm text-ink-faint">
              <FileIcon aria-hidden size={15} className="shrink-0" />
              <span className="min-w-0 flex-1 truncate">
                <UserText text={name} />
              </span>
              Uploading…
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Item({ cardId, file, locked }: { cardId: string; file: Attachment; locked: boolean }) {
  const { me, workspace } = useWorkspace();
  const queries = useQueryClient();
  const memberName = useMemberName();
  const own = file.uploadedBy === me.id || canOverride(workspace?.role);
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/cards/{cardId}/attachments/{attachmentId}', { params: { path: { cardId, attachmentId: file.id } } })),
    onError: (error) => toast({ tone: 'bad', title: `${file.name} stays`, detail: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['card', cardId] }),
  });
  const name = plain(file.name);
  return (
    <li className="flex items-center gap-2 px-3 py-2 text-sm">
      <FileIcon aria-hidden size={15} className="shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1">
        <a
          href={`/api/cards/${cardId}/attachments/${file.id}/content`}
          download={name}
          className="block font-medium text-accent wrap-anywhere underline-offset-2 hover:underline"
        >
          <UserText text={file.name} />
        </a>
        <span className="block text-xs wrap-anywhere text-ink-faint">
          {fileSize(file.size)} · <UserText text={memberName(file.uploadedBy)} /> · <Ago at={file.createdAt} />
        </span>
      </span>
      <a
        href={`/api/cards/${cardId}/attachments/${file.id}/content`}
        download={name}
        aria-label={`Save ${name}`}
        title={`Save ${name}`}
        className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink"
      >
        <Download aria-hidden size={14} />
      </a>
      {!locked && own && (
        <IconButton label={`Remove ${name}`} className="shrink-0" disabled={remove.isPending} onClick={() => remove.mutate()}>
          <Trash2 aria-hidden size={14} />
        </IconButton>
      )}
    </li>
  );
}

/** Sends one file after the other arrives; the id is chosen here, so that a lost answer leaves no second file. */
function useUpload(cardId: string) {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState<string[]>([]);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > most) throw new TooLarge(file.name);
      return answer(
        api.PUT('/api/cards/{cardId}/attachments/{attachmentId}', {
          params: { path: { cardId, attachmentId: crypto.randomUUID() }, query: { name: file.name } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: file as unknown as string,
          bodySerializer: (body) => body as unknown as Blob,
        }),
      );
    },
    onMutate: ({ name }) => setWaiting((before) => [...before, name]),
    onError: (error, { name }) =>
      toast({ tone: 'bad', title: `${name} was not attached`, detail: error instanceof TooLarge ? error.message : errorMessage(error) }),
    onSettled: async (_file, _error, { name }) => {
      await queries.invalidateQueries({ queryKey: ['card', cardId] });
      setWaiting((before) => before.filter((_other, index) => index !== before.indexOf(name)));
    },
  });
  return { upload, waiting };
}

class TooLarge extends Error {
  constructor(name: string) {
    super(`${name} is larger than 25 MiB, which is the most for one file.`);
  }
}
