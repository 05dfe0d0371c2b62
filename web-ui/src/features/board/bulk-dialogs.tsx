import { useState } from 'react';
import type { CardSummary, Lane } from '~/api/types.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { cardsOf } from './bulk-bar.tsx';
import { labelsOf } from './filter.ts';
import { startsLabel } from './lane-labels.ts';
import type { BulkWish } from './use-bulk-change.ts';

interface BulkMoveDialogProps {
  count: number;
  lane: Lane;
  nameOf: (agent: string) => string;
  onMove: () => void;
  onClose: () => void;
}

/** Many runs start at once: what starts, and what it costs, is said before. */
export function BulkMoveDialog({ count, lane, nameOf, onMove, onClose }: BulkMoveDialogProps) {
  return (
    <Dialog title={`Move ${cardsOf(count)} to ${lane.name}?`} onClose={onClose}>
      <div className="grid gap-4">
        <div className="grid gap-1 text-sm">
          <p>
            {startsLabel(lane, nameOf)}
            {count > 1 ? ', on each of them' : ''}. A card whose gate is closed stays where it is.
          </p>
          <PriceSoFar agents={lane.onEntry} />
          {count > 1 && <p className="text-xs text-ink-soft">That is for one card, and {count} times as much for all.</p>}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={onMove}>
            Move {cardsOf(count)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface BulkLabelsDialogProps {
  cards: readonly CardSummary[];
  onChange: (wish: BulkWish) => void;
  onClose: () => void;
}

export function BulkLabelsDialog({ cards, onChange, onClose }: BulkLabelsDialogProps) {
  const [added, setAdded] = useState('');
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const add = added
    .split(',')
    .map((label) => label.trim())
    .filter(Boolean);
  const used = labelsOf(cards);
  return (
    <Dialog title={`Labels of ${cardsOf(cards.length)}`} onClose={onClose}>
      <Form
        className="grid gap-4"
        onSubmit={() => onChange({ ...(add.length > 0 && { addLabels: add }), ...(removed.length > 0 && { removeLabels: [...removed] }) })}
      >
        <TextField
          label="Add"
          hint="With commas between"
          maxLength={500}
          value={added}
          onChange={(event) => setAdded(event.target.value)}
        />
        {used.length > 0 && (
          <fieldset className="grid gap-1">
            <legend className="mb-1 text-sm font-medium">Take away</legend>
            {used.map((label) => (
              <label key={label} className="flex min-h-6 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  aria-label={`Take away ${plain(label)}`}
                  checked={removed.includes(label)}
                  onChange={(event) => setRemoved(event.target.checked ? [...removed, label] : removed.filter((other) => other !== label))}
                  className="size-4 shrink-0 accent-accent"
                />
                <span className="min-w-0 wrap-anywhere">
                  <UserText text={label} />
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabledReason={add.length + removed.length === 0 ? 'Name a label to add, or tick one to take away.' : undefined}
          >
            Change labels
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

interface BulkArchiveDialogProps {
  cards: readonly CardSummary[];
  onArchive: () => void;
  onClose: () => void;
}

export function BulkArchiveDialog({ cards, onArchive, onClose }: BulkArchiveDialogProps) {
  const atWork = cards.filter((card) => card.activeRun).length;
  return (
    <Dialog title={`Archive ${cardsOf(cards.length)}?`} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-sm">
          They leave the board, and can be taken back from the archive.
          {atWork > 0 && ` Agents are at work on ${cardsOf(atWork)}: they are stopped, and what they used so far is charged.`}
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep them</Button>
          <Button kind="danger" onClick={onArchive}>
            Archive {cardsOf(cards.length)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
