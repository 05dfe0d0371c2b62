import { expect, test } from 'vitest';
import type { Card, DocumentSummary, Lane, LinkedCard, Run, RunStatus } from '~/api/types.ts';
import { agentWords } from '~/api/words.ts';
import { nextStep, type Situation } from './next-step.ts';

const lane = (number: number, name: string, more: Partial<Lane> = {}): Lane => ({
  id: `lane-${number}`,
  number,
  key: name,
  name,
  wipLimit: null,
  wipPolicy: 'ENFORCE',
  count: 0,
  agents: ['DEV_BACKEND'],
  onEntry: [],
  exitCriterion: null,
  ...more,
});

const card = (more: Partial<Card> = {}): Card => ({
  id: 'c',
  number: 1,
  key: 'UHW-1',
  projectId: 'p',
  boardId: 'b',
  laneId: 'lane-0',
  lane: 0,
  position: 0,
  type: 'EPIC',
  title: 'Hives',
  description: null,
  acceptanceCriteria: [],
  labels: [],
  priority: 'MEDIUM',
  status: 'READY',
  assigneeId: null,
  estimate: null,
  dueDate: null,
  parentId: null,
  reviewState: 'NONE',
  version: 1,
  createdAt: '',
  updatedAt: '',
  activeRun: null,
  lastRun: null,
  exitCriterion: { key: 'blueprint_approved', met: false, missing: ["a person's approval of the BLUEPRINT"] },
  ...more,
});

const run = (agentId: string, status: RunStatus) => ({ id: agentId, agentId, status }) as Run;
const blueprint: DocumentSummary = {
  id: 'd',
  type: 'BLUEPRINT',
  title: 'Blueprint',
  status: 'DRAFT',
  version: 3,
  updatedAt: '',
  author: 'agent:CEO_COPILOT',
  cardIds: ['c'],
};
const at = (more: Partial<Situation> = {}): Situation => ({
  card: card(),
  lanes: [lane(0, 'Vision'), lane(1, 'Definition', { onEntry: ['PRD'] })],
  runs: [],
  documents: [],
  blockers: [],
  mayPass: false,
  nameOf: agentWords,
  ...more,
});

test('a draft of the blueprint is to be reviewed, in its version', () => {
  const step = nextStep(at({ documents: [blueprint] }));

  expect(step?.words).toBe('Version 3 of the blueprint waits for your approval.');
  expect(step?.action).toEqual({ kind: 'document', label: 'Review the blueprint', document: 'd' });
});

test('a draft that is newer than what was approved says what stays in force', () => {
  const step = nextStep(at({ documents: [{ ...blueprint, approvedVersion: 2 }] }));

  expect(step?.detail).toBe('Version 2, approved before, stays in force until then.');
});

test.each([
  ['WAITING_INPUT', 'CEO CoPilot has a question.', 'Answer'],
  ['WAITING_APPROVAL', 'CEO CoPilot wants your approval.', 'Review the changes'],
  ['PARKED', 'CEO CoPilot cannot go on by itself.', 'Decide'],
] as const)('a run that is %s names its own act', (status, words, label) => {
  const step = nextStep(at({ runs: [run('CEO_COPILOT', status)] }));

  expect([step?.words, step?.action?.label]).toEqual([words, label]);
});

test('every agent that waits is named', () => {
  const runs = [run('DEV_BACKEND', 'WAITING_APPROVAL'), run('DEV_FRONTEND', 'WAITING_APPROVAL')];

  expect(nextStep(at({ runs }))?.words).toBe('Backend Developer and Frontend Developer want your approval.');
});

test('a card that is ready goes to the next lane, whose agents are named', () => {
  const ready = card({ exitCriterion: { key: 'blueprint_approved', met: true, missing: [] } });
  const step = nextStep(at({ card: ready }));

  expect(step?.action).toEqual({ kind: 'move', label: 'Move to Definition', lane: 1 });
  expect(step?.detail).toBe('Starts PRD there.');
});

test('a full lane is said before it refuses', () => {
  const ready = card({ exitCriterion: { key: 'blueprint_approved', met: true, missing: [] } });
  const lanes = [lane(0, 'Vision'), lane(1, 'Definition', { wipLimit: 5, count: 5 })];

  expect(nextStep(at({ card: ready, lanes }))?.words).toBe('Definition is full: 5 of 5 cards.');
  const roomy = [lane(0, 'Vision'), lane(1, 'Definition', { wipLimit: 5, count: 9, wipCount: 4 })];
  expect(nextStep(at({ card: ready, lanes: roomy }))?.action?.kind).toBe('move');
});

test('a card that cannot go on shows the way past its gate to those who may take it', () => {
  const stuck = card({
    type: 'FEATURE',
    exitCriterion: { key: 'mvp_features_created', met: false, missing: ['a PRD document linked to the card'] },
  });

  expect(nextStep(at({ card: stuck }))?.also).toBeUndefined();
  expect(nextStep(at({ card: stuck, mayPass: true }))?.also).toEqual({ kind: 'override', label: 'Move on anyway…', lane: 1 });
});

test('what blocks a card is named and a press away', () => {
  const blocker: LinkedCard = { id: 'x', key: 'UHW-2', title: 'First', lane: 0, status: 'READY' };
  const waiting = card({
    exitCriterion: { key: 'build_reviewed', met: false, missing: [] },
    activeRun: {
      id: 'r',
      agentId: 'DEV_BACKEND',
      status: 'QUEUED',
      waitingFor: { code: 'blocked-by-card', detail: 'Waits until UHW-2 is done.' },
    },
  });

  expect(nextStep(at({ card: waiting, blockers: [blocker] }))).toEqual({
    tone: 'calm',
    words: 'Backend Developer is queued.',
    detail: 'Waits until UHW-2 is done.',
    action: { kind: 'card', label: 'Open UHW-2', card: 'x' },
  });
});

test('a failure says its cause in words', () => {
  const failed = card({
    lastRun: { id: 'r', agentId: 'ARCHITECT', status: 'FAILED', error: { code: 'x', message: 'The provider answered RATE_LIMITED.' } },
  });

  expect(nextStep(at({ card: failed }))?.detail).toBe('The provider answered rate limited.');
});

test('a done card asks for nothing', () => {
  expect(nextStep(at({ card: card({ status: 'DONE' }) }))).toBeUndefined();
});
