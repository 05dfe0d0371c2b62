import type { Card, CardSummary } from '~/api/types.ts';
import { runStatusWords } from '~/api/words.ts';

type Judged = Pick<CardSummary | Card, 'status' | 'reviewState' | 'activeRun' | 'lastRun' | 'exitCriterion'>;

/** What a card is about, of all that could be said of it: tile, drawer and counts take it from here. */
export type CardState =
  /** A person has to act before anything goes on. */
  | { kind: 'you'; why: 'question' | 'approval' | 'decision' | 'review' | 'blueprint'; words: string; agent?: string }
  | { kind: 'work'; words: string; agent: string }
  /** An agent is held back: by another card, by a full lane, by the workspace's limit. */
  | { kind: 'held'; words: string; agent: string }
  | { kind: 'failed'; words: string; agent: string }
  | { kind: 'rejected'; words: string }
  | { kind: 'ready'; words: string }
  | { kind: 'done'; words: string }
  | { kind: 'calm' };

/** An open question or run outranks readiness: a card is ready only when nothing is open on it. */
export function cardState(card: Judged): CardState {
  const run = card.activeRun;
  if (run) {
    const words = runStatusWords[run.status];
    switch (run.status) {
      case 'WAITING_INPUT':
        return { kind: 'you', why: 'question', words, agent: run.agentId };
      case 'WAITING_APPROVAL':
        return { kind: 'you', why: 'approval', words, agent: run.agentId };
      case 'PARKED':
        return { kind: 'you', why: 'decision', words, agent: run.agentId };
      case 'QUEUED':
      case 'WAITING':
        return { kind: 'held', words, agent: run.agentId };
      case 'RUNNING':
      case 'FINALIZING':
        return { kind: 'work', words, agent: run.agentId };
      case 'COMPLETED':
      case 'FAILED':
      case 'CANCELLED':
        break;
    }
  }
  if (card.status === 'DONE') return { kind: 'done', words: 'Done' };
  if (card.lastRun?.status === 'PARKED') return { kind: 'you', why: 'decision', words: runStatusWords.PARKED, agent: card.lastRun.agentId };
  if (card.reviewState === 'REJECTED') return { kind: 'rejected', words: 'Rejected' };
  if (card.lastRun?.status === 'FAILED') return { kind: 'failed', words: runStatusWords.FAILED, agent: card.lastRun.agentId };
  if (awaitsReview(card)) return { kind: 'you', why: 'review', words: 'Awaits review' };
  if (card.exitCriterion?.met) return { kind: 'ready', words: 'Ready to move' };
  if (card.exitCriterion?.key === 'blueprint_approved' && card.lastRun?.status === 'COMPLETED')
    return { kind: 'you', why: 'blueprint', words: 'Blueprint to review' };
  return { kind: 'calm' };
}

/** Whether the card waits for a person's word on the card itself. */
export function awaitsReview(card: Pick<Judged, 'reviewState' | 'exitCriterion'>): boolean {
  if (card.reviewState === 'APPROVED') return false;
  const key = card.exitCriterion?.key;
  return card.reviewState === 'PENDING' || ((key === 'review_approved' || key === 'deployment_approved') && !card.exitCriterion?.met);
}

export const needsYou = (card: Judged): boolean => cardState(card).kind === 'you';
