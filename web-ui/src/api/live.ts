import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { BoardEvent } from './types.ts';

export type LiveState = 'connecting' | 'live' | 'down';

/** The queries that an event makes stale. Pure, so a test can name every case. */
export function staleKeys(event: Pick<BoardEvent, 'type' | 'data'>): QueryKey[] {
  const kind = event.type.split('.')[0];
  const card = text(event.data, 'cardId') ?? (kind === 'card' ? text(event.data, 'id') : undefined);
  const board = text(event.data, 'boardId');
  const keys: QueryKey[] = [];
  // Progress comes many times a second and shows nowhere on the board.
  if (event.type === 'run.progress') return card ? [['card', card, 'runs']] : [];
  const boards: QueryKey = board ? ['board', board] : ['board'];
  if (kind === 'card' || kind === 'run') {
    keys.push(boards);
    if (card) keys.push(['card', card]);
  }
  if (kind === 'card' || kind === 'document' || event.type === 'run.completed' || event.type === 'run.waiting') {
    const project = text(event.data, 'projectId');
    keys.push(project ? ['project', project, 'documents'] : ['project'], ['document']);
  }
  if (event.type === 'run.completed' || event.type === 'run.failed' || event.type === 'run.cancelled') {
    keys.push(['workspace']);
  }
  if (kind === 'comment' && card) keys.push(['card', card]);
  if (event.type === 'resync') keys.push(['board'], ['card'], ['project'], ['document'], ['workspace']);
  return keys;
}

function text(data: Record<string, unknown>, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The workspace's feed. Events only say what is stale: the server's answer is the truth, so a lost, late or double event
 * does no harm. While the socket is down everything on screen is fetched again every few seconds.
 */
export class LiveFeed {
  private socket: WebSocket | undefined;
  private seq = 0;
  private attempt = 0;
  private closed = false;
  private timers = new Set<ReturnType<typeof setTimeout>>();
  private pending = new Map<string, QueryKey>();
  private flushing = false;
  private flushedAt = 0;
  private holds = 0;

  constructor(
    private readonly workspaceId: string,
    private readonly queries: QueryClient,
    private readonly onState: (state: LiveState) => void,
  ) {}

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
    for (const key of staleKeys(event)) this.pending.set(JSON.stringify(key), key);
    this.flushSoon();
  }

  private flushSoon(): void {
    if (this.flushing || this.holds > 0 || this.pending.size === 0) return;
    this.flushing = true;
    // The first event shows at once; a storm of them is answered about twice a second.
    this.later(Date.now() - this.flushedAt > 500 ? 30 : 450, () => {
      this.flushing = false;
      this.flushedAt = Date.now();
      if (this.holds > 0) return;
      const keys = [...this.pending.values()];
      this.pending.clear();
      for (const queryKey of keys) void this.queries.invalidateQueries({ queryKey });
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
