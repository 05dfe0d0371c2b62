import { expect, test } from 'vitest';
import type { Board, Card, CardSummary, Lane } from '~/api/types.ts';
import { inLane, moved, neighbour, withCard, withState } from './arrangement.ts';
import { wip, wipSentence } from './lane-labels.ts';
import { next } from './use-keyboard-move.ts';
import { verdict } from './verdict.ts';

const lane = (number: number, more: Partial<Lane> = {}): Lane => ({
  id: `lane-${number}`,
  number,
  key: `L${number}`,
  name: `Lane ${number}`,
  wipLimit: null,
  wipPolicy: 'ENFORCE',
  count: 0,
  agents: [],
  onEntry: [],
  exitCriterion: null,
  ...more,
});

const card = (id: string, inside: number, position: number, more: Partial<CardSummary> = {}): CardSummary => ({
  id,
  number: 1,
  key: id.toUpperCase(),
  laneId: `lane-${inside}`,
  lane: inside,
  position,
  type: 'TASK',
  title: id,
  labels: [],
  priority: 'MEDIUM',
  status: 'READY',
  assigneeId: null,
  parentId: null,
  reviewState: 'NONE',
  version: 1,
  exitCriterion: null,
  ...more,
});

const board: Board = {
  id: 'b',
  projectId: 'p',
  lanes: [lane(0, { count: 3 }), lane(1, { count: 2 })],
  cards: [card('a', 0, 0), card('b', 0, 1), card('c', 0, 2), card('x', 1, 0), card('y', 1, 1)],
};
const order = (of: Board, number: number) => inLane(of.cards, number).map(({ id, position }) => `${id}${position}`);

test('puts a card between two others of another lane', () => {
  const after = moved(board, 'b', { lane: 1, position: 1 });

  expect(order(after, 0)).toEqual(['a0', 'c1']);
  expect(order(after, 1)).toEqual(['x0', 'b1', 'y2']);
  expect(after.lanes.map(({ count }) => count)).toEqual([2, 3]);
});

test('moves a card within its lane', () => {
  expect(order(moved(board, 'a', { lane: 0, position: 2 }), 0)).toEqual(['b0', 'c1', 'a2']);
  expect(order(moved(board, 'c', { lane: 0, position: 0 }), 0)).toEqual(['c0', 'a1', 'b2']);
});

test('goes there and back again without a trace', () => {
  const there = moved(board, 'b', { lane: 1, position: 0 });

  expect(order(moved(there, 'b', { lane: 0, position: 1 }), 0)).toEqual(order(board, 0));
});

test('names the neighbour that the server shall keep to', () => {
  expect(neighbour(board, 'b', { lane: 1, position: 0 })).toEqual({ beforeId: 'x' });
  expect(neighbour(board, 'b', { lane: 1, position: 2 })).toEqual({ afterId: 'y' });
  expect(neighbour({ ...board, cards: [card('b', 0, 0)] }, 'b', { lane: 1, position: 0 })).toEqual({});
});

test('the arrows stay on the board', () => {
  const lift = { card: card('a', 0, 0), to: { lane: 0, position: 0 } };

  expect(next('ArrowLeft', lift, board)).toEqual({ lane: 0, position: 0 });
  expect(next('ArrowUp', lift, board)).toEqual({ lane: 0, position: 0 });
  expect(next('ArrowRight', { ...lift, to: { lane: 1, position: 2 } }, board)).toEqual({ lane: 1, position: 2 });
  expect(next('Tab', lift, board)).toBeUndefined();
});

test('tells before the drop what it would do', () => {
  const held = card('a', 0, 0, { exitCriterion: { key: 'blueprint_approved', met: false } });
  const ready = card('a', 0, 0, { exitCriterion: { key: 'blueprint_approved', met: true } });
  const nameOf = (agent: string) => agent;

  expect(verdict(held, lane(1), nameOf)).toEqual({ kind: 'closed', words: 'Not yet: a person approves the blueprint' });
  expect(verdict(ready, lane(1, { wipLimit: 3, count: 3 }), nameOf)).toEqual({ kind: 'closed', words: 'Full: 3 of 3 cards' });
  expect(verdict(ready, lane(1, { onEntry: ['PRD', 'MVP_SCOPE'] }), nameOf)).toEqual({
    kind: 'starts',
    words: 'Starts PRD, then MVP_SCOPE',
  });
  expect(verdict({ ...held, lane: 3 }, lane(1), nameOf)).toEqual({ kind: 'free' });
});

test('a lane is full by the cards that count, not by all that stand in it', () => {
  const ready = card('a', 0, 0, { exitCriterion: { key: 'blueprint_approved', met: true } });
  const nameOf = (agent: string) => agent;

  expect(verdict(ready, lane(1, { wipLimit: 3, count: 7, wipCount: 2 }), nameOf)).toEqual({ kind: 'free' });
  expect(verdict(ready, lane(1, { wipLimit: 3, count: 7, wipCount: 3 }), nameOf)).toEqual({ kind: 'closed', words: 'Full: 3 of 3 cards' });
  expect(wip(lane(1, { wipLimit: 3, count: 7, wipCount: 2 }))).toEqual({ words: '2/3', state: 'free' });
  expect(wipSentence(lane(1, { wipLimit: 3, count: 7, wipCount: 2 }))).toBe(
    '2 cards of at most 3; 5 cards more do not count, done or not begun',
  );
  expect(wipSentence(lane(1, { wipLimit: 3, count: 3, wipCount: 3 }))).toBe('3 cards of at most 3, full');
});

test('a card that moves takes its place in the limit along, unless it is done', () => {
  const lanes = [lane(0, { count: 3, wipCount: 2 }), lane(1, { count: 2, wipCount: 1, wipLimit: 2 })];
  const counts = (after: Board) => after.lanes.map(({ wipCount }) => wipCount);

  expect(counts(moved({ ...board, lanes }, 'b', { lane: 1, position: 0 }))).toEqual([1, 2]);
  const done = { ...board, lanes, cards: board.cards.map((known) => (known.id === 'b' ? { ...known, status: 'DONE' as const } : known)) };
  expect(counts(moved(done, 'b', { lane: 1, position: 0 }))).toEqual([2, 1]);
});

const whole = (summary: CardSummary, more: Partial<Card> = {}): Card => ({
  ...summary,
  projectId: 'p',
  boardId: 'b',
  description: null,
  acceptanceCriteria: [],
  estimate: null,
  dueDate: null,
  createdAt: '2026-11-30T12:00:00Z',
  updatedAt: '2026-11-30T12:00:00Z',
  exitCriterion: null,
  ...more,
});

test('a card that was made stands in its lane and is counted once', () => {
  const made = whole(card('new', 0, 3));
  const after = withCard(withCard(board, made), made);

  expect(order(after, 0)).toEqual(['a0', 'b1', 'c2', 'new3']);
  expect(after.lanes[0]?.count).toBe(4);
});

test('what the open card says last stands on its tile', () => {
  const told = whole(card('a', 0, 0), { version: 2, exitCriterion: { key: 'blueprint_approved', met: true, missing: [] } });

  expect(withState(board, told).cards[0]?.exitCriterion).toEqual({ key: 'blueprint_approved', met: true });
  expect(withState(withState(board, { ...told, version: 3 }), told).cards[0]?.version).toBe(3);
});

test('nothing is drawn anew when tile and card agree', () => {
  const told = whole(card('a', 0, 0), { version: 2 });
  const once = withState(board, told);

  expect(withState(once, told)).toBe(once);
});
