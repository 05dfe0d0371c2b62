import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors, hasCode } from '~/api/errors.ts';
import { Button } from '~/ui/button.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { Entrance } from './entrance.tsx';

export function RegisterPage() {
  const router = useRouter();
  const { next, email } = useSearch({ from: '/register' });
  const queries = useQueryClient();
  const register = useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) => answer(api.POST('/auth/register', { body })),
    onSuccess: () => {
      queries.clear();
      router.history.push(next ?? '/');
    },
  });
  const wrong = fieldErrors(register.error);
  const beside = wrong.name ?? wrong.email ?? wrong.password;
  return (
    <Entrance title="Create an account" lead="You get a workspace of your own.">
      <Form
        className="grid gap-4"
        onSubmit={(event) => {
          const form = new FormData(event.currentTarget);
          register.mutate({
            name: String(form.get('name')).trim(),
            email: String(form.get('email')).trim(),
            password: String(form.get('password')),
          });
        }}
      >
        {register.isError && !beside && (
          <Notice tone="bad" role="alert">
            {hasCode(register.error, 'email-taken')
              ? 'There is an account with this email. Sign in instead.'
              : errorMessage(register.error)}
          </Notice>
        )}
        <TextField label="Name" name="name" autoComplete="name" required maxLength={120} error={wrong.name} />
        <TextField label="Email" name="email" type="email" autoComplete="username" defaultValue={email} required error={wrong.email} />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="At least 10 characters. A sentence is easiest to remember."
          error={wrong.password}
        />
        <Button kind="primary" type="submit" className="h-9" disabled={register.isPending}>
          {register.isPending ? 'Creating…' : 'Create account'}
        </Button>
      </Form>
      <p className="text-sm text-ink-soft">
        Already have one?{' '}
        <Link to="/sign-in" search={next ? { next } : {}} className="font-medium text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </Entrance>
  );
}
