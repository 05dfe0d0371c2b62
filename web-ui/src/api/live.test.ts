import { expect, test } from 'vitest';
import { staleKeys } from './live.ts';

test('a move makes the board, the card and the documents stale', () => {
  const keys = staleKeys({ type: 'card.moved', data: { cardId: 'c', boardId: 'b', projectId: 'p' } });

  expect(keys).toEqual([['board', 'b'], ['card', 'c'], ['project', 'p', 'documents'], ['document']]);
});

test('progress asks for the runs only', () => {
  expect(staleKeys({ type: 'run.progress', data: { cardId: 'c' } })).toEqual([['card', 'c', 'runs']]);
});

test('an event without a board makes every open board stale', () => {
  expect(staleKeys({ type: 'run.completed', data: { cardId: 'c' } })).toContainEqual(['board']);
});

test('resync makes everything stale', () => {
  expect(staleKeys({ type: 'resync', data: {} })).toEqual([['board'], ['card'], ['project'], ['document'], ['workspace']]);
});
