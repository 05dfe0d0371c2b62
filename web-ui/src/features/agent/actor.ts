import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { membersQuery } from '~/api/queries.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { useAgentName } from './agent-labels.ts';

/** The name behind `user:<id>`, `agent:<AGENT_ID>` and `rule:<key>`. */
export function useActorName(): (actor: string) => string {
  const { me } = useWorkspace();
  const agentName = useAgentName();
  const memberName = useMemberName();
  return (actor) => {
    const [kind, id = ''] = actor.split(':', 2);
    if (kind === 'agent') return agentName(id);
    if (kind === 'rule') return 'A rule of the lane';
    if (kind !== 'user') return 'AgentWorks';
    return id === me.id ? 'You' : memberName(id);
  };
}

/** The name of a member of the workspace. */
export function useMemberName(): (userId: string) => string {
  const { me, workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items;
  return useCallback(
    (userId) => (userId === me.id ? me.name : (members?.find((member) => member.userId === userId)?.name ?? 'A member')),
    [me, members],
  );
}
