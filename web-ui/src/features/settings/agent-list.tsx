import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { agentConfigQuery, projectAgentsQuery } from '~/api/queries.ts';
import type { Agent } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { amount } from '~/ui/numbers.ts';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { AgentSettingsDialog } from './agent-settings-dialog.tsx';
import { useSettingsLock } from './may-change.ts';
import { useProviderName } from './use-provider-name.ts';

export function AgentList({ projectId }: { projectId: string }) {
  const agents = useQuery(projectAgentsQuery(projectId));
  const config = useQuery(agentConfigQuery(projectId));
  const providerName = useProviderName();
  const locked = useSettingsLock();
  const [open, setOpen] = useState<Agent>();
  if (agents.isPending || config.isPending) return <Skeleton lines={12} label="Loading the agents" />;
  const error = agents.error ?? config.error;
  if (!agents.data || !config.data) return <Failed error={error} onRetry={() => void Promise.all([agents.refetch(), config.refetch()])} />;
  return (
    <>
      <ul aria-label="Agents" className="overflow-hidden rounded-lg border border-line bg-surface">
        {agents.data.items.map((agent) => {
          const changed = config.data.agents[agent.id];
          const off = changed?.enabled === false;
          return (
            <li key={agent.id} className="flex items-center gap-3 border-t border-line px-4 py-2 max-sm:px-3 first:border-t-0">
              <div className="min-w-0 flex-1">
                <p className={clsx('text-sm font-medium', off && 'text-ink-faint line-through')}>
                  <UserText text={agent.name} />
                </p>
                <p className="text-xs wrap-anywhere text-ink-soft">
                  <UserText text={`${providerName(changed?.provider ?? agent.provider)} / ${changed?.model ?? agent.model}`} />
                  {agent.risk === 'high' && ' · waits for approval'}
                  {changed?.budget && ` · at most ${amount(changed.budget)} a run`}
                  {changed?.promptAddition && ' · with additions'}
                </p>
              </div>
              {changed && (
                <span className="shrink-0 rounded bg-accent-soft px-1.5 text-2xs leading-5 text-accent-strong">
                  {off ? 'Off' : 'Changed'}
                </span>
              )}
              <Button
                className="h-7 shrink-0 px-2.5"
                aria-label={`Change ${plain(agent.name)}`}
                disabledReason={locked}
                onClick={() => setOpen(agent)}
              >
                <Pencil aria-hidden size={12} /> Change
              </Button>
            </li>
          );
        })}
      </ul>
      {open && <AgentSettingsDialog projectId={projectId} config={config.data} agent={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
