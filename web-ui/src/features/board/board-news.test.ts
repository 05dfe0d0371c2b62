import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Board, CardSummary, Lane } from '~/api/types.ts';
import { inLane } from './arrangement.ts';
import { BoardNews, type CardNews, withSummary } from './board-news.ts';

const lane = (number: number, count: number) =>
  ({ id: `lane-${number}`, number, name: `Lane ${number}`, wipLimit: null, count, wipCount: count }) as Lane;
const card = (id: string, at: number, position: number, more: Partial<CardSummary> = {}) =>
  ({
    id,
    lane: at,
    laneId: `lane-${at}`,
    position,
    version: 1,
    type: 'TASK',
    status: 'READY',
    parentId: null,
    title: id,
    ...more,
  }) as CardSummary;
const board: Board = {
  id: 'b',
  projectId: 'p',
  lanes: [lane(0, 2), lane(1, 1)],
  cards: [card('a', 0, 0), card('b', 0, 1), card('x', 1, 0)],
};
const order = (of: Board, number: number) => inLane(of.cards, number).map(({ id }) => id);

let queries: QueryClient;
let asked: string[];
/** What the server says of cards, by id. */
let server: Record<string, CardSummary>;

beforeEach(() => {
  vi.useFakeTimers();
  queries = new QueryClient();
  queries.setQueryData(['board', 'b'], board);
  asked = [];
  server = {};
  vi.stubGlobal('fetch', (request: Request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const found = server[pathname.split('/').at(-1) ?? ''];
    return Promise.resolve(new Response(JSON.stringify(found ?? { status: 404 }), { status: found ? 200 : 404 }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const told = async (...news: [string, CardNews][]): Promise<Board> => {
  const boardNews = new BoardNews(queries);
  await boardNews.take(new Map(news));
  boardNews.close();
  return queries.getQueryData<Board>(['board', 'b']) as Board;
};

test('a card that carries its summary moves without a request', async () => {
  const after = await told(['b', card('b', 1, 0, { version: 2 })]);

  expect(order(after, 1)).toEqual(['b', 'x']);
  expect(after.lanes.map(({ count }) => count)).toEqual([1, 2]);
  expect(asked).toEqual([]);
});

test('a card that is only named is read alone', async () => {
  server.b = { ...card('b', 1, 1, { version: 2, title: 'new' }), boardId: 'b', description: 'long' } as unknown as CardSummary;

  const after = await told(['b', 'read']);

  expect(order(after, 1)).toEqual(['x', 'b']);
  expect(asked).toEqual(['/api/cards/b']);
  expect(after.cards.find(({ id }) => id === 'b')).not.toHaveProperty('description');
});

test('a new card takes its place, and one of another board none', async () => {
  expect(order(await told(['n', card('n', 0, 1)]), 0)).toEqual(['a', 'n', 'b']);
  expect((await told(['z', card('z', 0, 0, { laneId: 'elsewhere' })])).cards).toHaveLength(4);
});

test('older news than the board has changes nothing', () => {
  const now = { ...board, cards: board.cards.map((known) => ({ ...known, version: 5 })) };

  expect(withSummary(now, card('b', 1, 0, { version: 4 }))).toBe(now);
});

test('what is gone leaves, and the cards below close up', async () => {
  const after = await told(['a', 'gone']);

  expect(inLane(after.cards, 0).map(({ id, position }) => `${id}${position}`)).toEqual(['b0']);
  expect(after.lanes[0]?.count).toBe(1);
});

test('a card that cannot be seen any more is gone', async () => {
  expect(order(await told(['a', 'read']), 0)).toEqual(['b']);
});

test('a child with another status has its parent judged again', async () => {
  queries.setQueryData(['board', 'b'], withSummary(board, card('b', 0, 1, { version: 2, parentId: 'a' })));
  server.a = { ...card('a', 0, 0, { version: 3 }), exitCriterion: { key: 'no_open_bugs', met: true } } as CardSummary;

  const after = await told(['b', card('b', 0, 1, { version: 3, parentId: 'a', status: 'DONE' })]);

  expect(asked).toEqual(['/api/cards/a']);
  expect(after.cards.find(({ id }) => id === 'a')?.exitCriterion?.met).toBe(true);
});

test('a storm of cards is read with the board, once', async () => {
  const invalidated = vi.spyOn(queries, 'invalidateQueries');

  await told(...Array.from({ length: 30 }, (_, index): [string, CardNews] => [`s${index}`, 'read']));

  expect(asked).toEqual([]);
  expect(invalidated).toHaveBeenCalledOnce();
});

test('however much happens, the limits are counted by the server once a minute', async () => {
  const boardNews = new BoardNews(queries);
  const invalidated = vi.spyOn(queries, 'invalidateQueries');
  for (let version = 2; version < 12; version++) {
    await boardNews.take(new Map([['b', card('b', version % 2, 0, { version })]]));
    vi.advanceTimersByTime(5_000);
  }
  expect(invalidated).not.toHaveBeenCalled();

  vi.advanceTimersByTime(20_000);
  expect(invalidated).toHaveBeenCalledOnce();
  boardNews.close();
});
