import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { Button } from '~/ui/button.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { Entrance } from './entrance.tsx';

/** A link by mail to choose a new password. Whether there is an account is not told. */
export function ForgotPasswordPage() {
  useTitle('Forgot password');
  const send = useMutation({ mutationFn: (email: string) => answer(api.POST('/auth/password/forgot', { body: { email } })) });
  const wrong = fieldErrors(send.error);
  return (
    <Entrance title="Forgot your password?" lead="We send you a link to choose a new one.">
      {send.isSuccess ? (
        <Notice tone="good" role="status">
          If there is an account with this address, a mail with a link is on its way. The link is good for a short while, once.
        </Notice>
      ) : (
        <Form className="grid gap-4" onSubmit={(event) => send.mutate(String(new FormData(event.currentTarget).get('email')).trim())}>
          {send.isError && !wrong.email && (
            <Notice tone="bad" role="alert">
              {errorMessage(send.error)}
            </Notice>
          )}
          <TextField label="Email" name="email" type="email" autoComplete="username" required maxLength={254} error={wrong.email} />
          <Button kind="primary" type="submit" className="h-9" disabled={send.isPending}>
            {send.isPending ? 'Sending…' : 'Send the link'}
          </Button>
        </Form>
      )}
      <p className="text-sm text-ink-soft">
        <Link to="/sign-in" className="font-medium text-accent underline underline-offset-2">
          Back to sign in
        </Link>
      </p>
    </Entrance>
  );
}
