import type { CardSummary, Lane } from '~/api/types.ts';
import { criterionLabel, startsLabel } from './lane-labels.ts';

export type Verdict = { kind: 'free' } | { kind: 'starts'; words: string } | { kind: 'closed'; words: string };

/** What a drop would do, told before it happens. The server decides; this reads the same rules from what it already sent. */
export function verdict(card: CardSummary, to: Lane, nameOf: (agent: string) => string): Verdict {
  if (card.lane === to.number) return { kind: 'free' };
  const forward = to.number > card.lane;
  if (forward && card.exitCriterion && !card.exitCriterion.met) {
    return { kind: 'closed', words: `Not yet: ${criterionLabel(card.exitCriterion.key).toLowerCase()}` };
  }
  if (to.wipPolicy === 'ENFORCE' && to.wipLimit !== null && to.count >= to.wipLimit) {
    return { kind: 'closed', words: `Full: ${to.count} of ${to.wipLimit} cards` };
  }
  return to.onEntry.length > 0 ? { kind: 'starts', words: startsLabel(to, nameOf) } : { kind: 'free' };
}
