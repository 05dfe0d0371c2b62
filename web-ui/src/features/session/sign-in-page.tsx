import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors, isStatus } from '~/api/errors.ts';
import { Button } from '~/ui/button.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { Entrance } from './entrance.tsx';

export function SignInPage() {
  const router = useRouter();
  const queries = useQueryClient();
  const { next } = useSearch({ from: '/sign-in' });
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => answer(api.POST('/auth/login', { body })),
    onSuccess: () => {
      queries.clear();
      router.history.push(next ?? '/');
    },
  });
  const wrong = fieldErrors(signIn.error);
  return (
    <Entrance title="Sign in" lead="Boards whose lanes put agents to work.">
      <Form
        className="grid gap-4"
        onSubmit={(event) => {
          const form = new FormData(event.currentTarget);
          signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
        }}
      >
        {signIn.isError && (
          <Notice tone="bad" role="alert">
            {isStatus(signIn.error, 401) ? 'Email or password is wrong.' : errorMessage(signIn.error)}
          </Notice>
        )}
        <TextField label="Email" name="email" type="email" autoComplete="username" required error={wrong.email} />
        <PasswordField label="Password" name="password" autoComplete="current-password" required error={wrong.password} />
        <Button kind="primary" type="submit" className="h-9" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in…' : 'Sign in'}
        </Button>
      </Form>
      <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-sm text-ink-soft">
        <Link to="/forgot-password" className="font-medium text-accent underline underline-offset-2">
          Forgot password?
        </Link>
        <span>
          New here?{' '}
          <Link to="/register" search={next ? { next } : {}} className="font-medium text-accent underline underline-offset-2">
            Create an account
          </Link>
        </span>
      </p>
    </Entrance>
  );
}
