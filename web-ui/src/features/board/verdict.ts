import type { CardSummary, Lane } from '~/api/types.ts';
import { midSentence } from '~/api/words.ts';
import { criterionLabel, inProgress, isFull, startsLabel } from './lane-labels.ts';

export type Verdict = { kind: 'free' } | { kind: 'starts'; words: string } | { kind: 'closed'; words: string };

/** What a drop would do, told before it happens. The server decides; this reads the same rules from what it already sent. */
export function verdict(card: CardSummary, lane: Lane, nameOf: (agent: string) => string): Verdict {
  if (lane.number === card.lane) return { kind: 'free' };
  const closed = gateOf(card);
  if (lane.number > card.lane && closed) return { kind: 'closed', words: closed };
  if (isFull(lane)) return { kind: 'closed', words: `Full: ${inProgress(lane)} of ${lane.wipLimit} cards` };
  return lane.onEntry.length > 0 ? { kind: 'starts', words: startsLabel(lane, nameOf) } : { kind: 'free' };
}

/** Why the card cannot go on; nothing when it can. */
export function gateOf(card: Pick<CardSummary, 'exitCriterion'>): string | undefined {
  return card.exitCriterion && !card.exitCriterion.met ? `Not yet: ${midSentence(criterionLabel(card.exitCriterion.key))}` : undefined;
}
