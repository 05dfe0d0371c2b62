import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Bot, Pencil, Trash2, User } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { canOverride } from '~/api/roles.ts';
import type { Comment } from '~/api/types.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { SimulatedTag } from '~/features/agent/simulated.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button, IconButton } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { moment } from '~/ui/times.ts';
import { UserText } from '~/ui/user-text.tsx';
import { CommentField } from './comment-field.tsx';

interface CommentItemProps {
  cardId: string;
  comment: Comment;
  /** Its agent is played by the simulator. */
  simulated: boolean;
}

/** What somebody said. Its author changes it; its author or an admin takes it away. */
export function CommentItem({ cardId, comment, simulated }: CommentItemProps) {
  const { me, workspace } = useWorkspace();
  const lock = useWriteLock();
  const nameOf = useActorName();
  const [doing, setDoing] = useState<'editing' | 'deleting'>();
  const own = comment.author === `user:${me.id}`;
  const Icon = comment.author.startsWith('agent:') ? Bot : User;
  return (
    <li className="group grid gap-1 rounded-lg border border-line p-3">
      <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-soft">
        <Icon aria-hidden size={13} />
        <span className="min-w-0 truncate font-medium text-ink">
          <UserText text={nameOf(comment.author)} />
        </span>
        {simulated && <SimulatedTag />}
        {comment.file && (
          <span className="min-w-0 truncate font-mono text-2xs">
            <UserText code text={comment.line ? `${comment.file}:${comment.line}` : comment.file} />
          </span>
        )}
        <span className="ml-auto inline-flex shrink-0 items-center gap-1 text-ink-faint">
          <Ago at={comment.createdAt} />
          {comment.editedAt && <span title={`Changed ${moment(comment.editedAt)}`}>· edited</span>}
        </span>
        {lock === undefined && doing === undefined && (own || canOverride(workspace?.role)) && (
          <span className="-my-1 inline-flex shrink-0 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100">
            {own && (
              <IconButton label="Edit the comment" className="size-6!" onClick={() => setDoing('editing')}>
                <Pencil aria-hidden size={13} />
              </IconButton>
            )}
            <IconButton label="Delete the comment" className="size-6!" onClick={() => setDoing('deleting')}>
              <Trash2 aria-hidden size={13} />
            </IconButton>
          </span>
        )}
      </p>
      {doing === 'editing' ? (
        <Edit cardId={cardId} comment={comment} onDone={() => setDoing(undefined)} />
      ) : (
        <Prose text={comment.body} mentions={comment.mentions?.map(({ name }) => name)} />
      )}
      {doing === 'deleting' && <Delete cardId={cardId} comment={comment} onDone={() => setDoing(undefined)} />}
    </li>
  );
}

function Edit({ cardId, comment, onDone }: { cardId: string; comment: Comment; onDone: () => void }) {
  const queries = useQueryClient();
  const [body, setBody] = useState(comment.body);
  const save = useMutation({
    mutationFn: (said: string) =>
      answer(
        api.PUT('/api/cards/{cardId}/comments/{commentId}', {
          params: { path: { cardId, commentId: comment.id } },
          body: { body: said },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['card', cardId] });
      onDone();
    },
  });
  const send = () => body.trim() && save.mutate(body.trim());
  return (
    <form
      aria-label="Edit the comment"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CommentField label="Text of the comment" rows={4} autoFocus value={body} onChange={setBody} onSend={send} />
      {save.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(save.error)}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button kind="primary" type="submit" disabled={save.isPending || !body.trim()}>
          {save.isPending ? 'Saving…' : 'Save comment'}
        </Button>
      </div>
    </form>
  );
}

function Delete({ cardId, comment, onDone }: { cardId: string; comment: Comment; onDone: () => void }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/cards/{cardId}/comments/{commentId}', { params: { path: { cardId, commentId: comment.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['card', cardId] }),
  });
  return (
    <div role="alert" className="flex flex-wrap items-center justify-end gap-2 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
      <p className="min-w-40 flex-1">{remove.isError ? errorMessage(remove.error) : 'Delete this comment for everybody?'}</p>
      <Button onClick={onDone}>Keep it</Button>
      <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
        Delete
      </Button>
    </div>
  );
}
