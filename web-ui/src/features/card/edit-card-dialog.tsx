import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { membersQuery } from '~/api/queries.ts';
import { type Card, type CardStatus, type CardType, cardTypes, type Priority, priorities } from '~/api/types.ts';
import { cardStatusWords, cardTypeWords, priorityWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { pieces, plain } from '~/ui/unseen.ts';
import { finishNeedsReason, statusesOf } from './status-words.ts';

/** A field shows a text as it was written; what cannot be seen in it is said beneath. */
function unseenIn(text: string): string | undefined {
  const names = [...new Set(pieces(text).flatMap((piece) => (piece.unseen ? [piece.text] : [])))];
  return names.length > 0 ? `It holds characters that cannot be seen: ${names.join(', ')}.` : undefined;
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Changes what the card says. Somebody else's change in between is never overwritten. */
export function EditCardDialog({ card, onClose }: { card: Card; onClose: () => void }) {
  const queries = useQueryClient();
  const [title, setTitle] = useState(card.title);
  const [description, setDescription] = useState(card.description ?? '');
  const [criteria, setCriteria] = useState(card.acceptanceCriteria.join('\n'));
  const [labels, setLabels] = useState(card.labels.join(', '));
  const [priority, setPriority] = useState<Priority>(card.priority);
  const [status, setStatus] = useState<CardStatus>(card.status);
  const [type, setType] = useState<CardType>(card.type);
  const [assignee, setAssignee] = useState(card.assigneeId ?? '');
  const [estimate, setEstimate] = useState(card.estimate === null ? '' : String(card.estimate));
  const [dueDate, setDueDate] = useState(card.dueDate?.slice(0, 10) ?? '');
  const { workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/cards/{cardId}', {
          params: { path: { cardId: card.id }, header: { 'If-Match': `"${card.version}"` } },
          body: {
            title: title.trim(),
            description,
            acceptanceCriteria: lines(criteria),
            labels: labels
              .split(',')
              .map((label) => label.trim())
              .filter(Boolean),
            priority,
            // only what was changed: agents change these as well while the dialog is open
            ...(status !== card.status && { status }),
            ...(type !== card.type && { type }),
            ...(assignee !== (card.assigneeId ?? '') && { assigneeId: assignee || null }),
            ...(estimate !== (card.estimate === null ? '' : String(card.estimate)) && { estimate: estimate ? Number(estimate) : null }),
            ...(dueDate !== (card.dueDate?.slice(0, 10) ?? '') && { dueDate: dueDate || null }),
          },
        }),
      ),
    onSuccess: (changed) => {
      queries.setQueryData(['card', card.id], changed);
      void queries.invalidateQueries({ queryKey: ['card', card.id] });
      void queries.invalidateQueries({ queryKey: ['board', card.boardId] });
      onClose();
    },
  });
  return (
    <Dialog title={`Edit ${card.key}`} onClose={onClose} wide>
      <Form className="grid gap-4" onSubmit={() => save.mutate()}>
        <TextField
          label="Title"
          required
          maxLength={200}
          value={title}
          hint={unseenIn(title)}
          onChange={(event) => setTitle(event.target.value)}
        />
        <TextArea
          label="Brief"
          hint={unseenIn(description) ?? 'Markdown. Agents read all of it.'}
          rows={10}
          maxLength={50000}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <TextArea
          label="Acceptance criteria"
          hint="One a line"
          rows={4}
          value={criteria}
          onChange={(event) => setCriteria(event.target.value)}
        />
        <TextField label="Labels" hint="With commas between" value={labels} onChange={(event) => setLabels(event.target.value)} />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField label="Type" value={type} onChange={(event) => setType(event.target.value as CardType)}>
            {cardTypes.map((choice) => (
              <option key={choice} value={choice}>
                {cardTypeWords[choice]}
              </option>
            ))}
          </SelectField>
          <SelectField label="Priority" value={priority} onChange={(event) => setPriority(event.target.value as Priority)}>
            {priorities.map((choice) => (
              <option key={choice} value={choice}>
                {priorityWords[choice]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="Status"
            hint="Agents set it as they work"
            value={status}
            onChange={(event) => setStatus(event.target.value as CardStatus)}
          >
            {statusesOf(card)
              .filter((choice) => choice !== 'DONE' || card.status === 'DONE' || !finishNeedsReason(card))
              .map((choice) => (
                <option key={choice} value={choice}>
                  {cardStatusWords[choice]}
                </option>
              ))}
          </SelectField>
          <SelectField label="Assignee" value={assignee} onChange={(event) => setAssignee(event.target.value)}>
            <option value="">Nobody</option>
            {members.map((member) => (
              <option key={member.userId} value={member.userId}>
                {plain(member.name)}
              </option>
            ))}
          </SelectField>
          <TextField label="Due date" type="date" value={dueDate} onChange={(event) => setDueDate(event.target.value)} />
          <TextField
            label="Estimate"
            type="number"
            min={0}
            step="any"
            value={estimate}
            onChange={(event) => setEstimate(event.target.value)}
          />
        </div>
        {save.isError && (
          <Notice tone="bad" role="alert">
            {isStatus(save.error, 412)
              ? 'Somebody or an agent changed this card meanwhile. Close this, look at the card, and edit it again.'
              : errorMessage(save.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={save.isPending || !title.trim()}>
            {save.isPending ? 'Saving…' : 'Save card'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
