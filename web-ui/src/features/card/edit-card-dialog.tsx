import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { type Card, type CardStatus, type Priority, priorities } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';

const statuses: readonly CardStatus[] = ['DRAFT', 'READY', 'IN_PROGRESS', 'BLOCKED', 'IN_REVIEW', 'DONE'];
const words = (value: string) => (value[0] ?? '') + value.slice(1).toLowerCase().replaceAll('_', ' ');
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
            status,
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
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextField label="Title" required maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        <TextArea
          label="Brief"
          hint="Markdown. Agents read all of it."
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
        <div className="grid grid-cols-2 gap-4">
          <SelectField label="Priority" value={priority} onChange={(event) => setPriority(event.target.value as Priority)}>
            {priorities.map((choice) => (
              <option key={choice} value={choice}>
                {words(choice)}
              </option>
            ))}
          </SelectField>
          <SelectField label="Status" value={status} onChange={(event) => setStatus(event.target.value as CardStatus)}>
            {statuses.map((choice) => (
              <option key={choice} value={choice}>
                {words(choice)}
              </option>
            ))}
          </SelectField>
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
            Save card
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
