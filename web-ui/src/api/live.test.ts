import { expect, test } from 'vitest';
import { toldBy } from './live.ts';
import type { CardSummary } from './types.ts';

const summary = { id: 'c', version: 4, lane: 2, position: 0, parentId: null } as CardSummary;

test('a move has its card read, and no board', () => {
  const { stale, cards } = toldBy({ type: 'card.moved', data: { cardId: 'c', boardId: 'b', projectId: 'p', changes: { lane: {} } } });

  expect(cards).toEqual([['c', 'read']]);
  expect(stale).toEqual([['card', 'c']]);
});

test('an event that carries its card asks for nothing', () => {
  const { cards } = toldBy({ type: 'card.updated', data: { cardId: 'c', summary } });

  expect(cards).toEqual([['c', summary]]);
});

test('an archived card leaves the board', () => {
  expect(toldBy({ type: 'card.deleted', data: { cardId: 'c' } }).cards).toEqual([['c', 'gone']]);
});

test('progress asks for the runs only', () => {
  expect(toldBy({ type: 'run.progress', data: { cardId: 'c' } })).toEqual({ stale: [['card', 'c', 'runs']], cards: [] });
});

test('a document counts for the cards beneath its own: the board is judged anew', () => {
  const { stale } = toldBy({ type: 'card.updated', data: { cardId: 'c', projectId: 'p', changes: { documentStatus: {} } } });

  expect(stale).toEqual([['card', 'c'], ['project', 'p', 'documents'], ['document'], ['board']]);
});

test('the end of a run changes the figures of the workspace and the state of its card', () => {
  const { stale, cards } = toldBy({ type: 'run.completed', data: { cardId: 'c' } });

  expect(stale).toContainEqual(['workspace']);
  expect(cards).toEqual([['c', 'read']]);
});

test('resync makes everything stale', () => {
  expect(toldBy({ type: 'resync', data: {} }).stale).toEqual([['board'], ['card'], ['project'], ['document'], ['workspace'], ['members']]);
});
