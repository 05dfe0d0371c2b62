import { useState } from 'react';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextArea } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { UserText } from '~/ui/user-text.tsx';

/** An administrator may pass a gate; the reason stands in the card's history. */
export function OverrideDialog({
  cardKey,
  laneName,
  onMove,
  onClose,
}: {
  cardKey: string;
  laneName: string;
  onMove: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={`Move ${cardKey} anyway`} onClose={onClose}>
      <Form
        className="grid gap-4"
        onSubmit={() => {
          onMove(reason.trim());
          onClose();
        }}
      >
        <p className="text-sm text-ink-soft">
          The lane’s rule says no. You may move the card to <UserText text={laneName} /> all the same; your name and reason go into its
          history.
        </p>
        <TextArea label="Reason" required rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Move anyway
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
