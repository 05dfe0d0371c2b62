import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { agentsQuery, projectAgentsQuery } from '~/api/queries.ts';
import type { RunStatus } from '~/api/types.ts';
import { agentWords, runStatusWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';

/** What an agent is called, the project's own among them. Until the lists have come, its id in plain words. */
export function useAgentName(): (agentId: string) => string {
  const { project } = useWorkspace();
  const builtIn = useQuery(agentsQuery).data?.items;
  const own = useQuery({ ...projectAgentsQuery(project?.id ?? ''), enabled: project !== undefined, staleTime: 600_000 }).data?.items;
  return useCallback(
    (agentId) => [...(own ?? []), ...(builtIn ?? [])].find((agent) => agent.id === agentId)?.name ?? agentWords(agentId),
    [own, builtIn],
  );
}

export interface RunLabels {
  words: string;
  tone: 'run' | 'wait' | 'good' | 'bad' | 'calm';
  open: boolean;
}

/** Every state of a run, in words, with its colour; `open` means it may still change. */
export function runLabels(status: RunStatus): RunLabels {
  const words = runStatusWords[status];
  switch (status) {
    case 'QUEUED':
      return { words, tone: 'calm', open: true };
    case 'RUNNING':
    case 'FINALIZING':
      return { words, tone: 'run', open: true };
    case 'WAITING':
    case 'WAITING_INPUT':
    case 'WAITING_APPROVAL':
    case 'PARKED':
      return { words, tone: 'wait', open: true };
    case 'COMPLETED':
      return { words, tone: 'good', open: false };
    case 'FAILED':
      return { words, tone: 'bad', open: false };
    case 'CANCELLED':
      return { words, tone: 'calm', open: false };
  }
}
