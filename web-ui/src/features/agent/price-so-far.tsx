import { useQuery } from '@tanstack/react-query';
import { usageQuery } from '~/api/queries.ts';
import { period } from '~/features/usage/period.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { count, magnitude, money } from '~/ui/numbers.ts';

/** What calls of an agent cost in the workspace in the last thirty days; nothing when it made none. */
export function usePriceSoFar(): (agentId: string) => { calls: number; price: string; each: string } | undefined {
  const { workspace } = useWorkspace();
  const { from, to } = period(30, new Date());
  const usage = useQuery({ ...usageQuery(workspace?.id ?? '', from, to), enabled: workspace !== undefined, staleTime: 300_000 }).data;
  return (agentId) => {
    const tally = usage?.breakdown.byAgent[agentId];
    if (!tally || tally.calls === 0) return undefined;
    return { calls: tally.calls, price: tally.price, each: (magnitude(tally.price) / tally.calls).toFixed(6) };
  };
}

/** The same in a line, for agents that are about to start. */
export function PriceSoFar({ agents }: { agents: readonly string[] }) {
  const priceOf = usePriceSoFar();
  const known = agents.flatMap((agent) => priceOf(agent) ?? []);
  if (known.length === 0) return null;
  const calls = known.reduce((sum, price) => sum + price.calls, 0);
  const price = known.reduce((sum, { price }) => sum + magnitude(price), 0);
  return (
    <p className="tabular text-xs text-ink-soft">
      Lately about {money((price / calls).toFixed(6))} a model call ({count(calls)} in 30 days).
    </p>
  );
}
