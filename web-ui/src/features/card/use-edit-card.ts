import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { boardQuery, cardQuery } from '~/api/queries.ts';
import type { Card, CardChange } from '~/api/types.ts';
import { summaryOf, withSummary } from '~/features/board/board-news.ts';
import { toast } from '~/ui/toast.tsx';

/** Changes one thing of a card where it is read. Somebody else's change in between is never overwritten. */
export function useEditCard(card: Card) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: CardChange) => editCard(card.id, card.version, change),
    onSuccess: (changed) => {
      queries.setQueryData(cardQuery(card.id).queryKey, changed);
      queries.setQueryData(boardQuery(card.boardId).queryKey, (board) => board && withSummary(board, summaryOf(changed)));
    },
    onError: (error) =>
      toast({
        tone: 'bad',
        title: `${card.key} stays as it was`,
        detail: isStatus(error, 412) ? 'Somebody or an agent changed it meanwhile. It shows its present state now.' : errorMessage(error),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['card', card.id] }),
  });
}

export function editCard(cardId: string, version: number, change: CardChange): Promise<Card> {
  return answer(api.PATCH('/api/cards/{cardId}', { params: { path: { cardId }, header: { 'If-Match': `"${version}"` } }, body: change }));
}
