import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { boardQuery, membersQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import { type CardType, cardTypes, type Lane, type NewCard, type Priority, priorities } from '~/api/types.ts';
import { cardTypeWords, priorityWords } from '~/api/words.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { possibleParents } from '~/features/card/parents.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { withCard } from './arrangement.ts';
import { laneNumber, startsLabel } from './lane-labels.ts';
import { beginsLate, lateReason } from './late-lane.ts';
import { focusCard } from './travel.ts';

interface NewCardDialogProps {
  projectId: string;
  boardId: string;
  lanes: Lane[];
  lane: number;
  nameOf: (agent: string) => string;
  onClose: () => void;
}

export function NewCardDialog({ projectId, boardId, lanes, lane: first, nameOf, onClose }: NewCardDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intention = useIntention();
  const [lane, setLane] = useState(first);
  const [type, setType] = useState<CardType>(first === 0 ? 'EPIC' : 'TASK');
  const { workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const board = useQuery(boardQuery(boardId)).data;
  const chosen = lanes.find((candidate) => candidate.number === lane);
  const late = beginsLate(chosen);
  const mayPass = canOverride(workspace?.role);
  const create = useMutation({
    mutationFn: (body: NewCard) =>
      answer(api.POST('/api/projects/{projectId}/cards', { params: { path: { projectId } }, body, headers: intention(body) })),
    onSuccess: (card) => {
      // What the server answered stands on the board before anybody is told that it does.
      queries.setQueryData(boardQuery(boardId).queryKey, (board) => board && withCard(board, card));
      onClose();
      toast({
        tone: 'good',
        title: `${card.key} is on the board`,
        action: {
          label: 'Open the card',
          run: () => void navigate({ to: '/projects/$projectId/cards/$cardId', params: { projectId, cardId: card.id } }),
        },
      });
      requestAnimationFrame(() => focusCard(card.id));
    },
  });
  const wrong = fieldErrors(create.error);
  return (
    <Dialog title="New card" wide onClose={onClose}>
      <Form className="grid gap-4" onSubmit={(event) => create.mutate(readCard(new FormData(event.currentTarget), lane))}>
        {create.isError && Object.keys(wrong).length === 0 && (
          <Notice tone="bad" role="alert">
            {errorMessage(create.error)}
          </Notice>
        )}
        <TextField label="Title" name="title" required maxLength={200} error={wrong.title} />
        <TextArea
          label="Brief"
          name="description"
          rows={9}
          maxLength={50_000}
          hint="What is to be built, for whom, and what must not go wrong. Markdown works. Agents read all of it."
          error={wrong.description}
        />
        <TextArea
          label="Acceptance criteria"
          name="criteria"
          rows={3}
          hint="One on each line; may be left empty."
          error={wrong.acceptanceCriteria}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField label="Lane" name="lane" value={lane} onChange={(event) => setLane(Number(event.target.value))} error={wrong.lane}>
            {lanes.map((candidate) => (
              <option key={candidate.id} value={candidate.number}>
                {laneNumber(candidate.number)} {plain(candidate.name)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Type"
            name="type"
            value={type}
            onChange={(event) => setType(event.target.value as CardType)}
            error={wrong.type}
          >
            {cardTypes.map((choice) => (
              <option key={choice} value={choice}>
                {cardTypeWords[choice]}
              </option>
            ))}
          </SelectField>
          <SelectField label="Priority" name="priority" defaultValue="MEDIUM" error={wrong.priority}>
            {priorities.map((priority) => (
              <option key={priority} value={priority}>
                {priorityWords[priority]}
              </option>
            ))}
          </SelectField>
        </div>
        <details className="rounded-md border border-line">
          <summary className="px-3 py-2 text-sm font-medium">Assignee, due date, part of</summary>
          <div className="grid gap-4 px-3 pb-3 sm:grid-cols-2">
            <SelectField label="Assignee" name="assignee" error={wrong.assigneeId}>
              <option value="">Nobody</option>
              {members.map((member) => (
                <option key={member.userId} value={member.userId}>
                  {plain(member.name)}
                </option>
              ))}
            </SelectField>
            <TextField label="Due date" name="due" type="date" error={wrong.dueDate} />
            <div className="sm:col-span-2">
              <SelectField label="Part of" name="parent" error={wrong.parentId}>
                <option value="">No other card</option>
                {possibleParents({ type }, board?.cards ?? []).map((parent) => (
                  <option key={parent.id} value={parent.id}>
                    {parent.key} {plain(parent.title)}
                  </option>
                ))}
              </SelectField>
            </div>
          </div>
        </details>
        {late &&
          (mayPass ? (
            <TextArea
              label="Reason"
              name="reason"
              required
              rows={2}
              maxLength={2000}
              hint="In this lane the card passes the review unseen; your name and reason go into its history."
              error={wrong.reason}
            />
          ) : (
            <Notice tone="wait" role="status">
              {lateReason}
            </Notice>
          ))}
        <div className="flex flex-wrap items-center justify-between gap-4 border-t border-line pt-4">
          <div className="min-w-0 text-xs text-ink-soft">
            <p>{chosen && startsLabel(chosen, nameOf)}</p>
            <PriceSoFar agents={chosen?.onEntry ?? []} />
          </div>
          <div className="ml-auto flex gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button kind="primary" type="submit" disabled={create.isPending} disabledReason={late && !mayPass ? lateReason : undefined}>
              {create.isPending ? 'Creating…' : 'Create card'}
            </Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
}

function readCard(form: FormData, lane: number): NewCard {
  const description = String(form.get('description')).trim();
  const acceptanceCriteria = String(form.get('criteria'))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const reason = String(form.get('reason') ?? '').trim();
  const [assigneeId, dueDate, parentId] = ['assignee', 'due', 'parent'].map((name) => String(form.get(name) ?? ''));
  return {
    title: String(form.get('title')).trim(),
    lane,
    ...(reason && { override: true, reason }),
    type: String(form.get('type')) as CardType,
    priority: String(form.get('priority')) as Priority,
    ...(description && { description }),
    ...(assigneeId && { assigneeId }),
    ...(dueDate && { dueDate }),
    ...(parentId && { parentId }),
    ...(acceptanceCriteria.length > 0 && { acceptanceCriteria }),
  };
}
