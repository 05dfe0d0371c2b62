import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '~/api/client.ts';
import { useIntention } from '~/api/intention.ts';
import { boardQuery } from '~/api/queries.ts';
import type { BulkChange, CardSummary } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { withoutCard } from './arrangement.ts';
import { withSummary } from './board-news.ts';

/** A card that stays as it was, and why. */
export interface Refused {
  id: string;
  key: string;
  why: string;
}

export type BulkWish = Omit<BulkChange, 'cardIds'>;

export interface BulkOutcome {
  changed: number;
  refused: Refused[];
}

/** Changes many cards alike. Each is judged as if it came alone: some may stay as they were. */
export function useBulkChange(boardId: string) {
  const queries = useQueryClient();
  const intention = useIntention();
  return useMutation({
    mutationFn: async ({ cards, wish }: { cards: readonly CardSummary[]; wish: BulkWish }): Promise<BulkOutcome> => {
      const body = { cardIds: cards.map((card) => card.id), ...wish };
      const headers = intention({ body, versions: cards.map((card) => card.version) });
      const { items, changed } = await answer(api.POST('/api/cards/bulk', { body, headers }));
      queries.setQueryData(boardQuery(boardId).queryKey, (board) =>
        items.reduce((now, item) => {
          if (!now || !item.changed) return now;
          if (wish.archive) return withoutCard(now, item.cardId);
          return item.card ? withSummary(now, item.card) : now;
        }, board),
      );
      const keys = new Map(cards.map((card) => [card.id, card.key]));
      const refused = items
        .filter((item) => !item.changed)
        .map(({ cardId, problem }) => ({
          id: cardId,
          key: keys.get(cardId) ?? 'A card',
          why: plainSentence(problem?.detail ?? problem?.title ?? 'It was refused.'),
        }));
      return { changed, refused };
    },
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['card'] }), queries.invalidateQueries({ queryKey: ['archive'] })]),
  });
}
