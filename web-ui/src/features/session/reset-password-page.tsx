import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors, hasCode } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { Button, buttonLook } from '~/ui/button.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { useSecret } from '~/ui/secret.ts';
import { useTitle } from '~/ui/use-title.ts';
import { Entrance } from './entrance.tsx';

/** Where the link of the mail leads: a new password, once. */
export function ResetPasswordPage() {
  useTitle('New password');
  const { secret, forget } = useSecret('reset-password');
  const queries = useQueryClient();
  const intention = useIntention();
  const reset = useMutation({
    mutationFn: (password: string) =>
      answer(api.POST('/auth/password/reset', { body: { token: secret, password }, headers: intention({ password }) })),
    onSuccess: () => {
      forget();
      queries.clear();
    },
  });
  const wrong = fieldErrors(reset.error);
  const spent = !secret || hasCode(reset.error, 'link-not-usable');
  if (reset.isSuccess)
    return (
      <Entrance title="Your password is changed" lead="Wherever you were signed in you are signed out.">
        <Link to="/sign-in" className={buttonLook('primary', 'h-9')}>
          Sign in
        </Link>
      </Entrance>
    );
  if (spent)
    return (
      <Entrance title="This link is good for nothing any more" lead="It was used already, or it is too old.">
        <Link to="/forgot-password" className={buttonLook('primary', 'h-9')}>
          Get a new link
        </Link>
      </Entrance>
    );
  return (
    <Entrance title="Choose a new password" lead="Every session of yours ends then; you sign in with the new one.">
      <Form className="grid gap-4" onSubmit={(event) => reset.mutate(String(new FormData(event.currentTarget).get('password')))}>
        {reset.isError && !wrong.password && (
          <Notice tone="bad" role="alert">
            {errorMessage(reset.error)}
          </Notice>
        )}
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="At least 10 characters. A sentence is easiest to remember."
          error={wrong.password}
        />
        <Button kind="primary" type="submit" className="h-9" disabled={reset.isPending}>
          {reset.isPending ? 'Changing…' : 'Change password'}
        </Button>
      </Form>
    </Entrance>
  );
}
