import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '~/api/queries.ts';
import type { RunStatus } from '~/api/types.ts';

/** What an agent is called. Until the list has come, its id in plain words. */
export function useAgentName(): (agentId: string) => string {
  const agents = useQuery(agentsQuery).data?.items;
  return (agentId) => agents?.find((agent) => agent.id === agentId)?.name ?? plainName(agentId);
}

export function plainName(id: string): string {
  return id
    .split('_')
    .map((word) => (word.length <= 3 ? word : word[0] + word.slice(1).toLowerCase()))
    .join(' ');
}

export interface RunLabels {
  words: string;
  tone: 'run' | 'wait' | 'good' | 'bad' | 'calm';
  open: boolean;
}

/** Every state of a run, in words, with its colour; `open` means it may still change. */
export function runLabels(status: RunStatus): RunLabels {
  switch (status) {
    case 'QUEUED':
      return { words: 'Queued', tone: 'calm', open: true };
    case 'RUNNING':
      return { words: 'Working', tone: 'run', open: true };
    case 'WAITING':
      return { words: 'Waiting', tone: 'wait', open: true };
    case 'WAITING_INPUT':
      return { words: 'Has a question', tone: 'wait', open: true };
    case 'WAITING_APPROVAL':
      return { words: 'Wants approval', tone: 'wait', open: true };
    case 'FINALIZING':
      return { words: 'Finishing', tone: 'run', open: true };
    case 'COMPLETED':
      return { words: 'Completed', tone: 'good', open: false };
    case 'FAILED':
      return { words: 'Failed', tone: 'bad', open: false };
    case 'CANCELLED':
      return { words: 'Cancelled', tone: 'calm', open: false };
    case 'PARKED':
      return { words: 'Needs a person', tone: 'wait', open: true };
  }
}
