import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { Part } from './part.tsx';

/** The address that mails go to and that the person signs in with: confirmed, or not yet; and another one. */
export function EmailPart() {
  const { me } = useWorkspace();
  const [changing, setChanging] = useState(false);
  return (
    <Part
      title="Email"
      lead={
        <span className="flex flex-wrap items-center gap-x-2 wrap-anywhere">
          <UserText text={me.email} />
          {me.emailVerified && (
            <span className="inline-flex items-center gap-1 text-good">
              <BadgeCheck aria-hidden size={14} /> Confirmed
            </span>
          )}
        </span>
      }
    >
      {!me.emailVerified && <Unconfirmed />}
      {changing ? (
        <Change onDone={() => setChanging(false)} />
      ) : (
        <Button className="justify-self-start" onClick={() => setChanging(true)}>
          Use another address…
        </Button>
      )}
    </Part>
  );
}

function Unconfirmed() {
  const send = useMutation({
    mutationFn: () => answer(api.POST('/auth/email/verification')),
    onSuccess: () => toast({ tone: 'good', title: 'The mail is on its way', detail: 'Follow the link in it to confirm your address.' }),
  });
  return (
    <Notice tone="wait">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-48 flex-1">Not confirmed yet. Follow the link in the mail we sent you; until then you cannot invite people.</p>
        <Button disabled={send.isPending || send.isSuccess} onClick={() => send.mutate()}>
          {send.isSuccess ? 'Sent' : 'Send it again'}
        </Button>
      </div>
      {send.isError && <p role="alert">{errorMessage(send.error)}</p>}
    </Notice>
  );
}

function Change({ onDone }: { onDone: () => void }) {
  const change = useMutation({
    mutationFn: (body: { email: string; password: string }) => answer(api.POST('/auth/email', { body })),
    onSuccess: (_sent, { email }) => {
      toast({ tone: 'good', title: `A mail is on its way to ${email}`, detail: 'Your address changes when the link in it is followed.' });
      onDone();
    },
  });
  const wrong = fieldErrors(change.error);
  return (
    <Form
      className="grid gap-4"
      onSubmit={(event) => {
        const form = new FormData(event.currentTarget);
        change.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="New address" name="email" type="email" required maxLength={254} autoComplete="email" error={wrong.email} />
        <PasswordField label="Your password" name="password" required autoComplete="current-password" error={wrong.password} />
      </div>
      {change.isError && !wrong.email && !wrong.password && (
        <Notice tone="bad" role="alert">
          {errorMessage(change.error)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" disabled={change.isPending}>
          Send the link
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </Form>
  );
}
