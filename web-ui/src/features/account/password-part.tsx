import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors, hasCode } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { sessionsQuery } from '~/api/queries.ts';
import { Button } from '~/ui/button.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { toast } from '~/ui/toast.tsx';
import { Part } from './part.tsx';

export function PasswordPart() {
  const queries = useQueryClient();
  const intention = useIntention();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) =>
      answer(api.POST('/auth/password', { body, headers: intention(body) })),
    onSuccess: () => {
      form.current?.reset();
      void queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      toast({ tone: 'good', title: 'Your password is changed', detail: 'Everywhere else you were signed in you are signed out.' });
    },
  });
  const wrong = fieldErrors(change.error);
  const present = hasCode(change.error, 'wrong-password') ? 'This is not your present password.' : wrong.currentPassword;
  return (
    <Part title="Password" lead="Changing it ends every other session of yours.">
      <Form
        ref={form}
        className="grid gap-4"
        onSubmit={(event) => {
          const said = new FormData(event.currentTarget);
          change.mutate({ currentPassword: String(said.get('current')), newPassword: String(said.get('new')) });
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <PasswordField label="Present password" name="current" required autoComplete="current-password" error={present} />
          <PasswordField
            label="New password"
            name="new"
            required
            minLength={10}
            autoComplete="new-password"
            hint="At least 10 characters. A sentence is easiest to remember."
            error={wrong.newPassword}
          />
        </div>
        {change.isError && !present && !wrong.newPassword && (
          <Notice tone="bad" role="alert">
            {errorMessage(change.error)}
          </Notice>
        )}
        <Button type="submit" className="justify-self-start" disabled={change.isPending}>
          {change.isPending ? 'Changing…' : 'Change password'}
        </Button>
      </Form>
    </Part>
  );
}
