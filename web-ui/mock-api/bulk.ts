import type { BulkChange, Card, CardSummary } from '../src/api/types.ts';
import { archiveCard } from './card-parts.ts';
import { editCard } from './cards.ts';
import { Refusal } from './refusal.ts';
import { moveAndStart } from './runs.ts';
import type { World } from './world.ts';

/** Changes many cards alike, each as if it came alone. */
export function changeCards(world: World, { cardIds, toLane, assigneeId, addLabels, removeLabels, priority, status, archive }: BulkChange) {
  const items = cardIds.map((cardId) => {
    try {
      const card = world.card(cardId);
      if (typeof toLane === 'number') moveAndStart(world, cardId, { toLane }, undefined);
      const labels = [...new Set([...card.labels, ...(addLabels ?? [])])].filter((label) => !removeLabels?.includes(label));
      const change = {
        ...(assigneeId !== undefined && { assigneeId }),
        ...((addLabels || removeLabels) && { labels }),
        ...(priority && { priority }),
        ...(status && { status }),
      };
      if (Object.keys(change).length > 0) editCard(world, cardId, change, card.version);
      if (archive) archiveCard(world, cardId);
      return { cardId, changed: true, card: summaryOf(card), problem: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, status: refused } = error;
      return { cardId, changed: false, card: null, problem: { type: code, title: code, status: refused, detail: message } };
    }
  });
  const changed = items.filter((item) => item.changed).length;
  return { items, changed, refused: items.length - changed };
}

function summaryOf({ description: _text, acceptanceCriteria: _criteria, ...card }: Card): CardSummary {
  return { ...card };
}
