import { expect, test } from 'vitest';
import type { HistoryEntry } from '~/api/types.ts';
import { type Names, told } from './history-words.ts';

const id = '01a2292d-5416-7000-9732-42b872b9ee21';
const names: Names = {
  lane: (number) => ['Vision', 'Definition'][Number(number)] ?? 'another lane',
  member: () => 'Bea',
  document: (document) => (document === id ? 'Blueprint: Hives' : undefined),
};
const entry = (action: string, changes: HistoryEntry['changes'] = {}): HistoryEntry => ({
  id,
  actor: 'user:x',
  action,
  changes,
  createdAt: '2026-11-30T12:00:00Z',
});
const document = (status: string, before: string | null = null): HistoryEntry['changes'] => ({
  document: { from: null, to: id },
  documentType: { from: null, to: 'BLUEPRINT' },
  documentVersion: { from: null, to: 3 },
  documentStatus: { from: before, to: status },
});

test.each([
  [
    'created',
    { lane: { from: null, to: 0 }, laneId: { from: null, to: id }, position: { from: null, to: 2 } },
    'created the card in Vision',
  ],
  ['moved', { lane: { from: 0, to: 1 }, laneId: { from: id, to: id } }, 'moved it from Vision to Definition'],
  ['moved', { position: { from: 0, to: 3 } }, 'changed its place in the lane'],
  ['commented', { comment: { from: null, to: id } }, 'commented'],
  ['updated', { status: { from: 'READY', to: 'IN_PROGRESS' } }, 'changed the status from Ready to In progress'],
  [
    'updated',
    { acceptanceCriteria: { from: [], to: ['one'] }, priority: { from: 'LOW', to: 'HIGH' } },
    'changed the acceptance criteria and changed the priority from Low to High',
  ],
  ['updated', { assignee: { from: null, to: id } }, 'gave it to Bea'],
  ['updated', { dueDate: { from: null, to: '2026-12-24' } }, 'set the due date to Dec 24, 2026'],
  ['updated', { someNewField: { from: null, to: 'SOME_VALUE' } }, 'set the some new field to “some value”'],
  ['approved', { reviewState: { from: 'PENDING', to: 'APPROVED' } }, 'approved the card'],
  [
    'linked',
    { link: { from: null, to: 'BLOCKS' }, fromCard: { from: null, to: 'UHW-2' }, toCard: { from: null, to: 'UHW-3' } },
    'noted that UHW-2 blocks UHW-3',
  ],
  [
    'unlinked',
    { link: { from: 'BLOCKS', to: null }, fromCard: { from: null, to: 'UHW-2' }, toCard: { from: null, to: 'UHW-3' } },
    'took back that UHW-2 blocks UHW-3',
  ],
  ['archived', {}, 'archived the card'],
  ['some-new-action', {}, 'some new action'],
])('tells %s of %o as “%s”', (action, changes, words) => {
  expect(told(entry(action, changes), names).words).toBe(words);
});

test.each([
  ['document-written', document('DRAFT'), 'wrote version 3 of'],
  ['document-approved', document('APPROVED', 'DRAFT'), 'approved version 3 of'],
  ['document-rejected', document('DRAFT', 'APPROVED'), 'sent back version 3 of'],
])('tells %s with the document to open', (action, changes, words) => {
  expect(told(entry(action, changes), names)).toEqual({ words, document: { id, title: 'Blueprint: Hives' } });
});

test('a move that was taken back is told as that', () => {
  const entry = { id: 'x', actor: 'user:a', action: 'move-undone', createdAt: '', changes: { lane: { from: 5, to: 4 } } };

  expect(told(entry, { lane: (lane) => `lane ${String(lane)}`, member: () => '', document: () => undefined }).words).toBe(
    'took the move back: it is in lane 4 again',
  );
});

test('a document that cannot be seen is told by its kind', () => {
  expect(told(entry('document-approved', document('APPROVED')), { ...names, document: () => undefined })).toEqual({
    words: 'approved version 3 of the blueprint',
    document: undefined,
  });
});
