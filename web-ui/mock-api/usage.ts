import type { Usage } from '../src/api/types.ts';
import type { MockRun, World } from './world.ts';

export function usageOf(world: World, from: string, to: string): Usage {
  const tally = (runs: MockRun[]) => ({
    calls: runs.length * 4,
    inputTokens: sum(runs, (run) => run.usage.inputTokens),
    outputTokens: sum(runs, (run) => run.usage.outputTokens),
    cost: micro(sum(runs, (run) => Number(run.cost) * 1e6)),
    price: micro(sum(runs, (run) => Number(run.price) * 1e6)),
  });
  const inside = world.runs.filter((run) => (run.startedAt ?? '') >= from && (run.startedAt ?? '') < to);
  const by = (key: (run: MockRun) => string) =>
    Object.fromEntries([...new Set(inside.map(key))].map((name) => [name, tally(inside.filter((run) => key(run) === name))]));
  const all = tally(inside);
  return {
    workspaceId: world.workspaceId,
    period: { from, to },
    totalCalls: all.calls,
    totalCost: all.cost,
    totalPrice: all.price,
    grossMargin: '0.8',
    breakdown: {
      byProvider: by((run) => run.provider ?? 'unknown'),
      byAgent: by((run) => run.agentId),
      byProject: by((run) => world.card(run.cardId).projectId),
      byModel: by((run) => run.model ?? 'unknown'),
      byDay: by((run) => (run.startedAt ?? '').slice(0, 10)),
    },
  };
}

const sum = (runs: MockRun[], of: (run: MockRun) => number) => runs.reduce((total, run) => total + of(run), 0);
const micro = (millionths: number) => (millionths / 1e6).toFixed(6);
