import type { Card, CardStatus } from '~/api/types.ts';
import { holdsTasks } from './parents.ts';

const following: Record<CardStatus, readonly CardStatus[]> = {
  DRAFT: ['READY'],
  READY: ['IN_PROGRESS', 'BLOCKED'],
  IN_PROGRESS: ['READY', 'BLOCKED', 'IN_REVIEW', 'DONE'],
  BLOCKED: ['READY', 'IN_PROGRESS'],
  IN_REVIEW: ['IN_PROGRESS', 'DONE'],
  DONE: ['IN_PROGRESS'],
};

/** Larger work, and work that an agent is at, is called done by an owner or admin, with a reason. */
export const finishNeedsReason = (card: Pick<Card, 'type' | 'activeRun'>): boolean => holdsTasks(card.type) || Boolean(card.activeRun);

/** The statuses that may follow by hand, the present one first; nothing else is offered. What is cut into smaller work is reviewed as a whole first. */
export function statusesOf(card: Pick<Card, 'status' | 'type'>): CardStatus[] {
  const possible = following[card.status].filter((next) => !(next === 'DONE' && card.status === 'IN_PROGRESS' && holdsTasks(card.type)));
  return [card.status, ...possible];
}
