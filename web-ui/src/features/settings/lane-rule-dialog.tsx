import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { projectAgentsQuery, workflowQuery } from '~/api/queries.ts';
import type { LaneRule, Workflow } from '~/api/types.ts';
import { criterionKeys, criterionLabel } from '~/features/board/lane-labels.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { AgentOrder } from './agent-order.tsx';
import { Check } from './check.tsx';

interface LaneRuleDialogProps {
  projectId: string;
  workflow: Workflow;
  lane: LaneRule;
  onClose: () => void;
}

export function LaneRuleDialog({ projectId, workflow, lane, onClose }: LaneRuleDialogProps) {
  const queries = useQueryClient();
  const agents = useQuery(projectAgentsQuery(projectId)).data?.items ?? [];
  const [rule, setRule] = useState(lane);
  const set = (change: Partial<LaneRule>) => setRule({ ...rule, ...change });
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/projects/{projectId}/workflow', {
          params: { path: { projectId }, header: { 'If-Match': `"${workflow.version}"` } },
          body: { lanes: [rule] },
        }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(workflowQuery(projectId).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['board'] });
      onClose();
    },
  });
  const taken = new Set([...(rule.onEntry ?? []), ...(rule.parallel ?? []), ...(rule.manual ?? [])]);
  const free = agents.filter((agent) => !taken.has(agent.id) && (agent.lanes.length === 0 || agent.lanes.includes(rule.number)));
  return (
    <Dialog title={`Rule of ${lane.name ?? `lane ${lane.number}`}`} onClose={onClose} wide>
      <Form className="grid gap-4" onSubmit={() => save.mutate()}>
        <AgentOrder
          label="When a card comes in, one after the other"
          chosen={rule.onEntry ?? []}
          free={free}
          onChange={(onEntry) => set({ onEntry })}
        />
        <AgentOrder label="Then, in parallel" chosen={rule.parallel ?? []} free={free} onChange={(parallel) => set({ parallel })} />
        <AgentOrder label="Started by hand" chosen={rule.manual ?? []} free={free} onChange={(manual) => set({ manual })} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Card limit"
            type="number"
            min={1}
            max={1000}
            hint="Leave empty for no limit"
            value={rule.wipLimit ?? ''}
            onChange={(event) => set({ wipLimit: event.target.value ? Number(event.target.value) : null })}
          />
          <SelectField
            label="When the lane is full"
            hint="Refusing also holds back the agents of the lane before"
            value={rule.wipPolicy ?? 'WARN'}
            onChange={(event) => set({ wipPolicy: event.target.value as 'WARN' | 'ENFORCE' })}
          >
            <option value="WARN">Warn</option>
            <option value="ENFORCE">Refuse more cards</option>
          </SelectField>
        </div>
        <SelectField
          label="A card may go on when"
          value={rule.exitCriterion ?? ''}
          onChange={(event) => set({ exitCriterion: event.target.value })}
        >
          {[...new Set([...criterionKeys, ...(rule.exitCriterion ? [rule.exitCriterion] : [])])].map((key) => (
            <option key={key} value={key}>
              {criterionLabel(key)}
            </option>
          ))}
        </SelectField>
        <Check
          label="A person must approve the card as well"
          checked={rule.requireApproval ?? false}
          onChange={(requireApproval) => set({ requireApproval })}
        />
        <Check
          label="The card moves on by itself when all of this holds"
          checked={rule.autoAdvance ?? false}
          onChange={(autoAdvance) => set({ autoAdvance })}
        />
        {save.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(save.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={save.isPending}>
            Save rule
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
