import type { QueryClient } from '@tanstack/react-query';
import { isStatus } from '~/api/errors.ts';
import { cardQuery } from '~/api/queries.ts';
import type { Board, CardSummary } from '~/api/types.ts';
import { inLane, moved, withCard, withoutCard } from './arrangement.ts';

/** What is known of a card that changed: its new summary, that it has to be read, or that it left the board. */
export type CardNews = CardSummary | 'read' | 'gone';

/** More cards than this at once are read with the whole board. */
const many = 20;
/** How long a lane's limit may be counted by guess: the server alone knows which cards count. */
const guessed = 60_000;

/** Keeps the boards in the cache as the events tell them, without asking for a whole board again. */
export class BoardNews {
  private recount: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly queries: QueryClient) {}

  async take(news: ReadonlyMap<string, CardNews>): Promise<void> {
    const toRead = [...news].flatMap(([id, known]) => (known === 'read' ? [id] : []));
    if (toRead.length > many) {
      await this.readBoards();
      return;
    }
    const parents = new Set<string>();
    for (const [id, known] of news) {
      if (known === 'gone') this.change((board) => withoutCard(board, id), parents);
      else if (known !== 'read') this.change((board) => withSummary(board, known), parents);
    }
    await Promise.all(toRead.map((id) => this.read(id, parents)));
    // What a child is decides whether its parent may leave its lane.
    const known = new Set(this.boards().flatMap((board) => board.cards.map((card) => card.id)));
    await Promise.all([...parents].filter((id) => known.has(id) && !toRead.includes(id)).map((id) => this.read(id, new Set())));
    if (news.size > 0) this.recountLater();
  }

  close(): void {
    clearTimeout(this.recount);
  }

  private async read(id: string, parents: Set<string>): Promise<void> {
    try {
      const card = await this.queries.fetchQuery({ ...cardQuery(id), staleTime: 0, retry: false });
      this.change((board) => withSummary(board, summaryOf(card)), parents);
    } catch (error) {
      if (isStatus(error, 404)) this.change((board) => withoutCard(board, id), parents);
      else await this.readBoards();
    }
  }

  private boards(): Board[] {
    return this.queries.getQueriesData<Board>({ queryKey: ['board'] }).flatMap(([, board]) => board ?? []);
  }

  private change(edit: (board: Board) => Board, parents: Set<string>): void {
    for (const [queryKey, board] of this.queries.getQueriesData<Board>({ queryKey: ['board'] })) {
      const after = board && edit(board);
      if (!board || !after || after === board) continue;
      for (const parent of parentsOfChange(board, after)) parents.add(parent);
      this.queries.setQueryData(queryKey, after);
    }
  }

  private readBoards(): Promise<void> {
    clearTimeout(this.recount);
    this.recount = undefined;
    return this.queries.invalidateQueries({ queryKey: ['board'] });
  }

  private recountLater(): void {
    this.recount ??= setTimeout(() => void this.readBoards(), guessed);
  }
}

/** The board with what is known of one of its cards now; news that is older than what stands there changes nothing. */
export function withSummary(board: Board, card: CardSummary): Board {
  const known = board.cards.find((candidate) => candidate.id === card.id);
  if (!known)
    return belongs(board, card) ? placed(withCard(board, { ...card, position: inLane(board.cards, card.lane).length }), card) : board;
  if (known.version > card.version) return board;
  return placed(
    { ...board, cards: board.cards.map((candidate) => (candidate === known ? { ...known, ...card, ...place(known) } : candidate)) },
    card,
  );
}

const place = ({ lane, laneId, position }: CardSummary) => ({ lane, laneId, position });

const belongs = (board: Board, card: CardSummary) => board.lanes.some((lane) => lane.id === card.laneId);

function placed(board: Board, card: CardSummary): Board {
  const now = board.cards.find((candidate) => candidate.id === card.id);
  if (now?.lane === card.lane && now.position === card.position) return board;
  return moved(board, card.id, { lane: card.lane, position: card.position });
}

/** A card as its board tells it. */
export function summaryOf(card: CardSummary & { description?: unknown; acceptanceCriteria?: unknown }): CardSummary {
  const { description: _text, acceptanceCriteria: _criteria, ...summary } = card;
  return { ...summary, exitCriterion: card.exitCriterion && { key: card.exitCriterion.key, met: card.exitCriterion.met } };
}

/** Cards with a child that came, left, or has another kind or status. */
function parentsOfChange(before: Board, after: Board): string[] {
  const told = (card: CardSummary) => `${card.id} ${card.type} ${card.status} ${card.parentId}`;
  const old = new Set(before.cards.map(told));
  const now = new Set(after.cards.map(told));
  const changed = [...before.cards.filter((card) => !now.has(told(card))), ...after.cards.filter((card) => !old.has(told(card)))];
  return changed.flatMap((card) => card.parentId ?? []);
}
