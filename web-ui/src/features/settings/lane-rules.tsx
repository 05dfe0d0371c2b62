import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { workflowQuery } from '~/api/queries.ts';
import type { LaneRule } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { criterionLabel, laneNumber } from '~/features/board/lane-labels.ts';
import { Button } from '~/ui/button.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { LaneRuleDialog } from './lane-rule-dialog.tsx';
import { useSettingsLock } from './may-change.ts';

export function LaneRules({ projectId }: { projectId: string }) {
  const workflow = useQuery(workflowQuery(projectId));
  const locked = useSettingsLock();
  const [open, setOpen] = useState<LaneRule>();
  if (workflow.isPending) return <Skeleton lines={11} label="Loading the lanes" />;
  if (workflow.isError && !workflow.data) return <Failed error={workflow.error} onRetry={() => void workflow.refetch()} />;
  return (
    <>
      <ol aria-label="Lanes" className="overflow-hidden rounded-lg border border-line bg-surface">
        {workflow.data.lanes.map((lane) => (
          <li key={lane.number} className="flex items-center gap-3 border-t border-line px-4 py-2.5 max-sm:px-3 first:border-t-0">
            <span className="font-mono text-2xs text-ink-faint">{laneNumber(lane.number)}</span>
            <LaneInWords lane={lane} />
            <Button
              className="h-7 shrink-0 px-2.5"
              aria-label={`Change ${plain(lane.name ?? `lane ${lane.number}`)}`}
              disabledReason={locked}
              onClick={() => setOpen(lane)}
            >
              <Pencil aria-hidden size={12} /> Change
            </Button>
          </li>
        ))}
      </ol>
      {open && <LaneRuleDialog projectId={projectId} workflow={workflow.data} lane={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function LaneInWords({ lane }: { lane: LaneRule }) {
  const nameOf = useAgentName();
  const names = (agents: string[] | undefined, between: string) => (agents ?? []).map((agent) => plain(nameOf(agent))).join(between);
  const starts = [
    names(lane.onEntry, ' → '),
    lane.parallel?.length && `in parallel: ${names(lane.parallel, ', ')}`,
    lane.manual?.length && `by hand: ${names(lane.manual, ', ')}`,
  ].filter(Boolean);
  return (
    <div className="min-w-0 flex-1">
      <p className="text-sm font-medium">
        <UserText text={lane.name ?? ''} />
      </p>
      <p className="text-xs wrap-anywhere text-ink-soft">
        {starts.join(' · ') || 'No agent'} — {criterionLabel(lane.exitCriterion ?? '')}
        {lane.wipLimit ? ` · at most ${lane.wipLimit} cards${lane.wipPolicy === 'ENFORCE' ? ', enforced' : ''}` : ''}
        {lane.autoAdvance ? ' · moves on by itself' : ''}
        {lane.requireApproval ? ' · asks for approval' : ''}
      </p>
    </div>
  );
}
