import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import type { Card } from '~/api/types.ts';
import { awaitsReview } from '~/features/board/card-state.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';

/** A person's word on the card. It opens the gate of lanes that wait for one. */
export function ReviewCard({ card }: { card: Card }) {
  const off = useWriteLock();
  const queries = useQueryClient();
  const intention = useIntention();
  const [note, setNote] = useState('');
  const review = useMutation({
    mutationFn: (verdict: 'approve' | 'reject') => {
      const body = note.trim() ? { note: note.trim() } : {};
      const call = {
        // the word is bound to the card as it was read
        params: {
          path: { cardId: card.id },
          header: { 'If-Match': `"${card.version}"`, ...intention({ verdict, body, version: card.version }) },
        },
        body,
      };
      return answer(verdict === 'approve' ? api.POST('/api/cards/{cardId}/approve', call) : api.POST('/api/cards/{cardId}/reject', call));
    },
    onSuccess: (changed) => {
      setNote('');
      queries.setQueryData(['card', card.id], changed);
      void queries.invalidateQueries({ queryKey: ['board', card.boardId] });
      void queries.invalidateQueries({ queryKey: ['card', card.id, 'history'] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ['card', card.id] }),
  });
  if (!awaitsReview(card) && card.reviewState === 'NONE') return null;
  return (
    <section aria-label="Review" className="grid gap-2 rounded-lg border border-line p-3">
      <p className="text-sm font-medium">
        {card.reviewState === 'APPROVED'
          ? 'The card is approved'
          : card.reviewState === 'REJECTED'
            ? 'The card was rejected'
            : 'This card waits for a person’s word'}
      </p>
      {review.isError && (
        <Notice tone="bad" role="alert">
          {isStatus(review.error, 412)
            ? 'The card changed meanwhile. Read it as it is now, and say your word again.'
            : errorMessage(review.error)}
        </Notice>
      )}
      {card.reviewState !== 'APPROVED' && (
        <div className="flex flex-wrap gap-2">
          <input
            aria-label="Note for the review"
            placeholder="Note, may be left empty"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            className={`${control} h-8 min-w-40 flex-1`}
          />
          <Button kind="primary" disabledReason={off} disabled={review.isPending} onClick={() => review.mutate('approve')}>
            Approve card
          </Button>
          <Button kind="danger" disabledReason={off} disabled={review.isPending} onClick={() => review.mutate('reject')}>
            Reject card
          </Button>
        </div>
      )}
    </section>
  );
}
