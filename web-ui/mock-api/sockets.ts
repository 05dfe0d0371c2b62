import type { WebSocket } from 'ws';
import type { MockRun, World } from './world.ts';

export function workspaceFeed(world: World, socket: WebSocket): void {
  const watch = (event: unknown) => socket.send(JSON.stringify(event));
  world.watchers.add(watch);
  socket.on('close', () => world.watchers.delete(watch));
}

/** The terminal's protocol over a card: every run from its first line, or from the cursor the client brings. */
export function terminal(world: World, socket: WebSocket, cardId: string): void {
  const next = new Map<string, number>();
  const ended = new Set<string>();
  const say = (frame: object) => socket.send(JSON.stringify({ sub: '1', ...frame }));

  const show = (run: MockRun) => {
    if (run.cardId !== cardId) return;
    const first = next.get(run.id);
    if (first === undefined) return begin(run, 0);
    if (run.log.length > first) {
      say({ type: 'lines', run: run.id, epoch: 1, first, next: run.log.length, lines: run.log.slice(first) });
      next.set(run.id, run.log.length);
    }
    say({ type: 'status', run: run.id, agentId: run.agentId, status: run.status, progress: run.progress });
    say({ type: 'metrics', run: run.id, tokens: run.usage.totalTokens, cost: run.cost, price: run.price });
    if (run.ended && !ended.has(run.id)) {
      ended.add(run.id);
      say({ type: 'eof', run: run.id, last: run.log.length - 1 });
    }
  };
  const begin = (run: MockRun, from: number) => {
    say({ type: 'run', run: run.id, epoch: 1, floor: 0, head: run.log.length, resumed: true, agentId: run.agentId, status: run.status });
    next.set(run.id, from);
    show(run);
  };

  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { type: string; from?: 'start' | { cursors?: Record<string, { after: number }> } };
    if (frame.type !== 'subscribe') return;
    const cursors = typeof frame.from === 'object' ? (frame.from.cursors ?? {}) : {};
    say({ type: 'subscribed', protocol: 1, card: cardId, mode: 'hot', runs: [] });
    for (const run of world.runs.filter((candidate) => candidate.cardId === cardId && candidate.log.length > 0)) {
      begin(run, (cursors[run.id]?.after ?? -1) + 1);
    }
    world.runWatchers.add(show);
  });
  socket.on('close', () => world.runWatchers.delete(show));
}
