import type { CardSummary } from '~/api/types.ts';
import type { BoardSearch } from '~/paths.ts';
import { needsYou } from './card-state.ts';

/** Stands in the address for cards that nobody has. */
export const nobody = 'nobody';

/** Whether the filter shows the card. */
export function matches(card: CardSummary, filter: BoardSearch): boolean {
  const words = filter.q?.toLowerCase();
  return (
    (!filter.type || card.type === filter.type) &&
    (!filter.status || card.status === filter.status) &&
    (!filter.assignee || (card.assigneeId ?? nobody) === filter.assignee) &&
    (!filter.label || card.labels.includes(filter.label)) &&
    (!filter.you || needsYou(card)) &&
    (!words ||
      card.title.toLowerCase().includes(words) ||
      card.key.toLowerCase().includes(words) ||
      card.labels.some((label) => label.toLowerCase().includes(words)))
  );
}

/** The labels of the board, the most used first. */
export function labelsOf(cards: readonly CardSummary[]): string[] {
  const uses = new Map<string, number>();
  for (const { labels } of cards) for (const label of labels) uses.set(label, (uses.get(label) ?? 0) + 1);
  return [...uses].sort(([a, many], [b, more]) => more - many || a.localeCompare(b)).map(([label]) => label);
}
