import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { BoardNews, type CardNews } from '~/features/board/board-news.ts';
import type { BoardEvent, CardSummary } from './types.ts';

export type LiveState = 'connecting' | 'live' | 'down';

/** What an event changes for this page. Pure, so a test can name every case. */
export interface Told {
  /** Queries that it makes stale. */
  stale: QueryKey[];
  /** Cards of the board that are other than they were. */
  cards: [id: string, news: CardNews][];
}

export function toldBy(event: Pick<BoardEvent, 'type' | 'data'>): Told {
  const [kind, what] = event.type.split('.');
  const card = text(event.data, 'cardId') ?? (kind === 'card' ? text(event.data, 'id') : undefined);
  const stale: QueryKey[] = [];
  const cards: Told['cards'] = [];
  // Progress comes many times a second and shows nowhere on the board.
  if (event.type === 'run.progress') return { stale: card ? [['card', card, 'runs']] : [], cards };
  if (event.type === 'resync') return { stale: [['board'], ['card'], ['project'], ['document'], ['workspace'], ['members']], cards };
  const beside = kind === 'card' ? Object.keys(record(event.data, 'changes') ?? {}) : [];
  const ofDocument = kind === 'document' || beside.some((field) => field.startsWith('document'));
  if (card && (kind === 'card' || kind === 'run' || kind === 'comment' || kind === 'document' || kind === 'link')) {
    const summary = summaryIn(event.data);
    if (event.type === 'card.deleted') cards.push([card, 'gone']);
    else if (kind === 'card' || kind === 'run') cards.push([card, summary ?? 'read']);
    stale.push(['card', card]);
  }
  if (ofDocument || event.type === 'run.completed' || event.type === 'run.waiting') {
    const project = text(event.data, 'projectId');
    stale.push(project ? ['project', project, 'documents'] : ['project'], ['document']);
  }
  // A document of a card counts for all the cards beneath it.
  if (ofDocument) stale.push(['board']);
  if (kind === 'member') stale.push(['members'], ['me']);
  if (kind === 'run' && (what === 'completed' || what === 'failed' || what === 'cancelled')) stale.push(['workspace']);
  return { stale, cards };
}

function record(data: Record<string, unknown>, name: string): Record<string, unknown> | undefined {
  const value = data[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}

function summaryIn(data: Record<string, unknown>): CardSummary | undefined {
  const summary = record(data, 'summary');
  return summary && typeof summary.id === 'string' && typeof summary.version === 'number' && typeof summary.lane === 'number'
    ? (summary as unknown as CardSummary)
    : undefined;
}

function text(data: Record<string, unknown>, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The workspace's feed. An event that carries its card puts it on the board; another one has that card read, never the whole
 * board: what the server says of a card by its version is the truth, so a late or double event does no harm. While the socket
 * is down everything on screen is fetched again every few seconds.
 */
export class LiveFeed {
  private socket: WebSocket | undefined;
  private seq = 0;
  private attempt = 0;
  private closed = false;
  private timers = new Set<ReturnType<typeof setTimeout>>();
  private pending = new Map<string, QueryKey>();
  private cards = new Map<string, CardNews>();
  private readonly board: BoardNews;
  private flushing = false;
  private flushedAt = 0;
  private holds = 0;

  constructor(
    private readonly workspaceId: string,
    private readonly queries: QueryClient,
    private readonly onState: (state: LiveState) => void,
  ) {
    this.board = new BoardNews(queries);
  }

  open(): void {
    if (this.closed) return;
    this.onState(this.attempt === 0 ? 'connecting' : 'down');
    const after = this.seq > 0 ? `?after=${this.seq}` : '';
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/workspaces/${this.workspaceId}/events${after}`);
    this.socket = socket;
    socket.onopen = () => {
      const wasDown = this.attempt > 0;
      this.attempt = 0;
      this.onState('live');
      if (wasDown) this.refetchAll();
    };
    socket.onmessage = (message) => this.take(String(message.data));
    socket.onclose = () => this.lost();
  }

  close(): void {
    this.closed = true;
    this.timers.forEach(clearTimeout);
    this.board.close();
    if (this.socket) {
      this.socket.onclose = null;
      this.socket.close();
    }
  }

  /** While a card is in the hand, the board must not change beneath it. The answer lets go. */
  hold(): () => void {
    let held = true;
    this.holds++;
    return () => {
      if (!held) return;
      held = false;
      this.holds--;
      this.flushSoon();
    };
  }

  private take(frame: string): void {
    const event = parse(frame);
    if (!event) return;
    if (event.seq > 0) this.seq = event.seq;
    const told = toldBy(event);
    for (const key of told.stale) this.pending.set(JSON.stringify(key), key);
    for (const [card, news] of told.cards) this.note(card, news);
    this.flushSoon();
  }

  /** Of several things told of one card the last counts; an order to read it is not forgotten for an older summary. */
  private note(card: string, news: CardNews): void {
    const before = this.cards.get(card);
    if (typeof news === 'object' && typeof before === 'object' && before.version > news.version) return;
    this.cards.set(card, before === 'read' && news !== 'gone' ? 'read' : news);
  }

  private flushSoon(): void {
    if (this.flushing || this.holds > 0 || this.pending.size + this.cards.size === 0) return;
    this.flushing = true;
    // The first event shows at once; a storm of them is answered about twice a second.
    this.later(Date.now() - this.flushedAt > 500 ? 30 : 450, () => {
      this.flushing = false;
      this.flushedAt = Date.now();
      if (this.holds > 0) return;
      const keys = [...this.pending.values()];
      const cards = this.cards;
      this.pending.clear();
      this.cards = new Map();
      for (const queryKey of keys) void this.queries.invalidateQueries({ queryKey });
      if (!keys.some(([first, id]) => first === 'board' && id === undefined)) void this.board.take(cards);
    });
  }

  private lost(): void {
    if (this.closed) return;
    this.attempt++;
    this.onState('down');
    this.refetchAll();
    const wait = Math.min(500 * 2 ** this.attempt, 8_000) * (0.75 + Math.random() / 2);
    this.later(wait, () => this.open());
  }

  private refetchAll(): void {
    if (this.holds === 0) void this.queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
  }

  private later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, milliseconds);
    this.timers.add(timer);
  }
}

function parse(frame: string): BoardEvent | undefined {
  try {
    const event = JSON.parse(frame) as Partial<BoardEvent>;
    if (typeof event.type !== 'string') return undefined;
    return { seq: typeof event.seq === 'number' ? event.seq : 0, type: event.type, data: event.data ?? {} };
  } catch {
    // A frame that is not JSON tells nothing; the next refetch shows the truth.
    return undefined;
  }
}
