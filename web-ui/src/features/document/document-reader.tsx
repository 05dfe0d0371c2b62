import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { documentQuery } from '~/api/queries.ts';
import { canWrite, readOnlyReason } from '~/api/roles.ts';
import type { WorkDocument } from '~/api/types.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { DocumentState, documentTypeLabel } from './document-labels.tsx';

export function DocumentReader({ documentId }: { documentId: string }) {
  const document = useQuery(documentQuery(documentId));
  return (
    <div className="grid gap-4">
      <Link
        to="."
        search={({ document: _open, ...kept }) => kept}
        className="inline-flex h-7 items-center gap-1 justify-self-start rounded-md text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden size={15} /> All documents
      </Link>
      {document.isPending ? (
        <Skeleton lines={10} label="Loading the document" />
      ) : document.isError && !document.data ? (
        <Failed error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Opened key={documentId} document={document.data} />
      )}
    </div>
  );
}

function Opened({ document }: { document: WorkDocument }) {
  const nameOf = useActorName();
  return (
    <article aria-label={document.title} className="grid gap-4">
      <header className="grid gap-2 rounded-lg border border-line bg-paper p-3">
        <div className="flex items-center gap-2">
          <h3 className="min-w-0 flex-1 font-semibold">{document.title}</h3>
          <DocumentState status={document.status} />
        </div>
        <p className="text-xs text-ink-faint">
          {documentTypeLabel(document.type)} · version {document.version} by {nameOf(document.author)} · {moment(document.updatedAt)}
        </p>
        <Approval document={document} />
      </header>
      <Prose text={document.content} />
    </article>
  );
}

/** Approving binds a person's word to the version on the screen. */
function Approval({ document }: { document: WorkDocument }) {
  const { workspace } = useWorkspace();
  const queries = useQueryClient();
  const intention = useIntention();
  const [note, setNote] = useState('');
  const approve = useMutation({
    mutationFn: () => {
      const body = note.trim() ? { note: note.trim() } : {};
      return answer(
        api.POST('/api/documents/{documentId}/approve', {
          params: { path: { documentId: document.id } },
          body,
          headers: intention({ body, version: document.version }),
        }),
      );
    },
    onSuccess: (approved) => {
      setNote('');
      queries.setQueryData(documentQuery(document.id).queryKey, approved);
      toast({ tone: 'good', title: `${approved.title} is approved`, detail: 'Cards that waited for it may move on.' });
      for (const queryKey of [['project'], ['board'], ['card']]) void queries.invalidateQueries({ queryKey });
    },
  });
  if (document.status === 'APPROVED' || document.status === 'ARCHIVED') return null;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        approve.mutate();
      }}
    >
      {approve.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(approve.error)}
        </Notice>
      )}
      <div className="flex gap-2">
        <input
          aria-label="Note for the approval"
          placeholder="Note, may be left empty"
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className={`${control} h-8 flex-1`}
        />
        <Button
          kind="primary"
          type="submit"
          disabledReason={canWrite(workspace?.role) ? undefined : readOnlyReason}
          disabled={approve.isPending}
        >
          {approve.isPending ? 'Approving…' : 'Approve'}
        </Button>
      </div>
    </form>
  );
}
