import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { projectAgentsQuery, providersQuery, runsQuery } from '~/api/queries.ts';
import type { Run } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';

/** Stands beside a result or a figure that no model made. */
export function SimulatedTag({ partly = false }: { partly?: boolean }) {
  return (
    <span
      className="inline-flex shrink-0 items-center gap-1 rounded bg-wait-soft px-1.5 font-sans text-2xs leading-5 font-normal whitespace-nowrap text-wait"
      title={partly ? 'Some of it was played by the built-in simulator' : 'Played by the built-in simulator, not answered by a model'}
    >
      <FlaskConical aria-hidden size={11} /> {partly ? 'Partly simulated' : 'Simulated'}
    </span>
  );
}

/** Whether what this author did on the card was played by the simulator: every run of that agent there was. */
export function useSimulatedAuthor(cardId: string): (author: string) => boolean {
  const runs = useQuery(runsQuery(cardId)).data?.items ?? [];
  return (author) => wasSimulated(author, runs);
}

export function wasSimulated(author: string, runs: readonly Pick<Run, 'agentId' | 'simulated'>[]): boolean {
  const own = runs.filter((run) => author === `agent:${run.agentId}`);
  return own.length > 0 && own.every((run) => run.simulated);
}

/** Whether the agent's next run in the open project will be played by the simulator. */
export function useSimulatedAgent(): (agent: string) => boolean {
  const { project } = useWorkspace();
  const providers = useQuery(providersQuery).data?.items;
  const agents = useQuery({ ...projectAgentsQuery(project?.id ?? ''), enabled: project !== undefined, staleTime: 600_000 }).data?.items;
  return (agent) => {
    const provider = agents?.find((known) => known.id === agent)?.provider;
    return providers?.some((known) => known.id === provider && known.simulated) === true;
  };
}

/** The providers that the simulator plays, by id. */
export function useSimulatedProviders(): ReadonlySet<string> {
  const providers = useQuery(providersQuery).data?.items ?? [];
  return new Set(providers.filter((provider) => provider.simulated).map((provider) => provider.id));
}
