import { useQuery } from '@tanstack/react-query';
import { answer, api } from '~/api/client.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { useAgentName } from './agent-labels.ts';

/** The name behind `user:<id>` and `agent:<AGENT_ID>`. */
export function useActorName(): (actor: string) => string {
  const { me, workspace } = useWorkspace();
  const agentName = useAgentName();
  const members = useQuery({
    queryKey: ['members', workspace?.id],
    queryFn: () =>
      answer(
        api.GET('/api/workspaces/{workspaceId}/members', { params: { path: { workspaceId: workspace?.id ?? '' }, query: { limit: 100 } } }),
      ),
    enabled: workspace !== undefined,
    staleTime: 300_000,
    retry: false,
  }).data?.items;
  return (actor) => {
    const [kind, id = ''] = actor.split(':', 2);
    if (kind === 'agent') return agentName(id);
    if (kind !== 'user') return actor;
    if (id === me.id) return 'You';
    return members?.find((member) => member.userId === id)?.name ?? 'A member';
  };
}
