import { useState } from 'react';
import type { Card } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextArea } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';

interface DoneDialogProps {
  card: Pick<Card, 'key' | 'activeRun'>;
  onDone: (reason: string) => void;
  onClose: () => void;
}

/** Why larger work, or work that an agent is at, is done. */
export function DoneDialog({ card, onDone, onClose }: DoneDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={`Call ${card.key} done`} onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => onDone(reason.trim())}>
        <p className="text-sm text-ink-soft">
          {card.activeRun ? 'An agent is at work on this card.' : 'A card of this kind is done when its parts are.'} Your name and reason go
          into its history.
        </p>
        <TextArea label="Reason" required rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Call it done
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
