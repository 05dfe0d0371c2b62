import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Bot, User } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { commentsQuery } from '~/api/queries.ts';
import type { Comment } from '~/api/types.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { SimulatedTag, useSimulatedAuthor } from '~/features/agent/simulated.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { UserText } from '~/ui/user-text.tsx';

/** What people and agents said about the card; agents read it before they work. */
export function Comments({ cardId }: { cardId: string }) {
  const comments = useQuery(commentsQuery(cardId));
  const simulated = useSimulatedAuthor(cardId);
  if (comments.isPending) return <Skeleton lines={2} label="Loading the comments" />;
  if (comments.isError && !comments.data) return <Failed error={comments.error} onRetry={() => void comments.refetch()} />;
  return (
    <div className="grid gap-3">
      {comments.data.items.length > 0 && (
        <ol aria-label="Comments" className="grid gap-3">
          {comments.data.items.map((comment) => (
            <CommentItem key={comment.id} comment={comment} simulated={simulated(comment.author)} />
          ))}
        </ol>
      )}
      <NewComment cardId={cardId} />
    </div>
  );
}

function CommentItem({ comment, simulated }: { comment: Comment; simulated: boolean }) {
  const nameOf = useActorName();
  const Icon = comment.author.startsWith('agent:') ? Bot : User;
  return (
    <li className="grid gap-1 rounded-lg border border-line p-3">
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
        <Ago at={comment.createdAt} className="ml-auto shrink-0 text-ink-faint" />
      </p>
      <Prose text={comment.body} />
    </li>
  );
}

function NewComment({ cardId }: { cardId: string }) {
  const lock = useWriteLock();
  const queries = useQueryClient();
  const intention = useIntention();
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: (said: string) =>
      answer(
        api.POST('/api/cards/{cardId}/comments', {
          params: { path: { cardId } },
          body: { body: said },
          headers: intention({ cardId, said }),
        }),
      ),
    onSuccess: () => {
      setBody('');
      void queries.invalidateQueries({ queryKey: ['card', cardId] });
    },
  });
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim()) add.mutate(body.trim());
      }}
    >
      <textarea
        aria-label="Comment"
        placeholder="A word to the team and to the agents. Markdown works."
        rows={body ? 3 : 1}
        maxLength={10000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        className={clsx(control, 'py-1.5')}
      />
      {add.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(add.error)}
        </Notice>
      )}
      {body.trim() && (
        <Button type="submit" className="justify-self-end" disabledReason={lock} disabled={add.isPending}>
          {add.isPending ? 'Sending…' : 'Add comment'}
        </Button>
      )}
    </form>
  );
}
