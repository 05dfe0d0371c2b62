import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { commentsQuery } from '~/api/queries.ts';
import { useSimulatedAuthor } from '~/features/agent/simulated.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { CommentField } from './comment-field.tsx';
import { CommentItem } from './comment-item.tsx';

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
            <CommentItem key={comment.id} cardId={cardId} comment={comment} simulated={simulated(comment.author)} />
          ))}
        </ol>
      )}
      <NewComment cardId={cardId} />
    </div>
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
  const send = () => {
    if (body.trim() && !lock && !add.isPending) add.mutate(body.trim());
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CommentField
        label="Comment"
        placeholder="A word to the team and to the agents. @ names a member, Markdown works."
        rows={body ? 3 : 1}
        value={body}
        onChange={setBody}
        onSend={send}
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
