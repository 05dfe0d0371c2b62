import { expect, test } from 'vitest';
import type { ActiveRun, CardSummary, RunStatus } from '~/api/types.ts';
import { cardState, needsYou } from './card-state.ts';

type Judged = Parameters<typeof cardState>[0];

const card = (more: Partial<CardSummary> = {}): Judged => ({
  status: 'READY',
  reviewState: 'NONE',
  activeRun: null,
  lastRun: null,
  exitCriterion: { key: 'blueprint_approved', met: true },
  ...more,
});
const run = (status: RunStatus): ActiveRun => ({ id: 'r', agentId: 'CEO_COPILOT', status });

test('a card whose criterion is met is ready', () => {
  expect(cardState(card())).toEqual({ kind: 'ready', words: 'Ready to move' });
});

test.each(['QUEUED', 'RUNNING', 'WAITING', 'WAITING_INPUT', 'WAITING_APPROVAL', 'FINALIZING', 'PARKED'] as const)(
  'a run that is %s outranks readiness',
  (status) => {
    expect(cardState(card({ activeRun: run(status) })).kind).not.toBe('ready');
  },
);

test.each([
  ['WAITING_INPUT', 'question'],
  ['WAITING_APPROVAL', 'approval'],
  ['PARKED', 'decision'],
] as const)('a run that is %s needs you for a %s', (status, why) => {
  expect(cardState(card({ activeRun: run(status) }))).toMatchObject({ kind: 'you', why });
});

test('a written blueprint that nobody approved needs you', () => {
  const written = { exitCriterion: { key: 'blueprint_approved', met: false }, lastRun: { ...run('COMPLETED') } };

  expect(needsYou(card(written))).toBe(true);
  expect(needsYou(card({ ...written, lastRun: null }))).toBe(false);
});

test('a review that is asked for needs you until it is given', () => {
  const asked = { exitCriterion: { key: 'review_approved', met: false } };

  expect(cardState(card(asked))).toMatchObject({ kind: 'you', why: 'review' });
  expect(cardState(card({ exitCriterion: { key: 'review_approved', met: true }, reviewState: 'APPROVED' })).kind).toBe('ready');
  expect(cardState(card({ ...asked, reviewState: 'REJECTED' })).kind).toBe('rejected');
});

test('a failed run is told, a done card is done', () => {
  expect(cardState(card({ lastRun: { ...run('FAILED') } })).kind).toBe('failed');
  expect(cardState(card({ status: 'DONE', lastRun: { ...run('FAILED') } })).kind).toBe('done');
});
