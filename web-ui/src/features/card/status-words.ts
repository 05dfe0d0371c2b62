import type { Card, CardStatus, CardType } from '~/api/types.ts';

const following: Record<CardStatus, readonly CardStatus[]> = {
  DRAFT: ['READY'],
  READY: ['IN_PROGRESS', 'BLOCKED'],
  IN_PROGRESS: ['READY', 'BLOCKED', 'IN_REVIEW', 'DONE'],
  BLOCKED: ['READY', 'IN_PROGRESS'],
  IN_REVIEW: ['IN_PROGRESS', 'DONE'],
  DONE: ['IN_PROGRESS'],
};

/** Cards that are cut into smaller work, which is looked at as a whole before it is done. */
const holdsTasks = (type: CardType) => type === 'EPIC' || type === 'BLUEPRINT' || type === 'FEATURE';

/** The statuses that may follow by hand, the present one first; nothing else is offered. */
export function statusesOf(card: Pick<Card, 'status' | 'type'>): CardStatus[] {
  const possible = following[card.status].filter((next) => !(next === 'DONE' && card.status === 'IN_PROGRESS' && holdsTasks(card.type)));
  return [card.status, ...possible];
}
