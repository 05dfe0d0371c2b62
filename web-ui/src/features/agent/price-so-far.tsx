import { useQueries, useQuery } from '@tanstack/react-query';
import { boardQuery, runsQuery, usageQuery } from '~/api/queries.ts';
import type { Board, Run } from '~/api/types.ts';
import { period } from '~/features/usage/period.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { count, magnitude, money } from '~/ui/numbers.ts';
import { UserText } from '~/ui/user-text.tsx';
import { useAgentName } from './agent-labels.ts';
import { rangeOfAll, rangeSentence } from './price-range.ts';
import { SimulatedTag, useSimulatedAgent } from './simulated.tsx';

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

const enough = 12;

/** The cards whose runs a price is read from: two for each agent that ended a run on the board, and never many. */
export function cardsWithRuns(board: Board | undefined): string[] {
  const perAgent = new Map<string, number>();
  const chosen: string[] = [];
  for (const { id, lastRun } of board?.cards ?? []) {
    if (!lastRun || chosen.length >= enough) continue;
    const already = perAgent.get(lastRun.agentId) ?? 0;
    if (already >= 2) continue;
    perAgent.set(lastRun.agentId, already + 1);
    chosen.push(id);
  }
  return chosen;
}

/** Runs that were made before on the open board, and on this card. */
export function useEarlierRuns(cardId?: string): Run[] {
  const { project } = useWorkspace();
  const board = useQuery({ ...boardQuery(project?.boardId ?? ''), enabled: project !== undefined }).data;
  return useQueries({
    queries: [...new Set([...(cardId ? [cardId] : []), ...cardsWithRuns(board)])].map((id) => ({ ...runsQuery(id), staleTime: 120_000 })),
    combine: (results) => results.flatMap((result) => result.data?.items ?? []),
  });
}

interface PriceSoFarProps {
  agents: readonly string[];
  /** A card that they may have worked on already. */
  cardId?: string;
}

/** What agents that are about to start will cost, in a line: as their last runs did, else as their model calls do. */
export function PriceSoFar({ agents, cardId }: PriceSoFarProps) {
  const nameOf = useAgentName();
  const priceOf = usePriceSoFar();
  const simulated = useSimulatedAgent();
  const runs = useEarlierRuns(cardId);
  if (agents.length === 0) return null;
  const { range, unknown } = rangeOfAll(agents, runs);
  const known = agents.flatMap((agent) => priceOf(agent) ?? []);
  const calls = known.reduce((sum, price) => sum + price.calls, 0);
  const price = known.reduce((sum, { price }) => sum + magnitude(price), 0);
  const one = agents.length === 1;
  const said = range
    ? rangeSentence(range, unknown.map(nameOf))
    : calls > 0
      ? `No such run has ended here yet; a model call of ${one ? 'this agent' : 'these agents'} costs about ${money((price / calls).toFixed(6))} (${count(calls)} in 30 days).`
      : `No price is known yet: ${one ? 'this agent has' : 'these agents have'} not run here.`;
  return (
    <p className="tabular flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
      <span className="min-w-0">
        <UserText text={said} />
      </span>
      {agents.every(simulated) && <SimulatedTag />}
    </p>
  );
}
