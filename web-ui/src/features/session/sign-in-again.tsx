import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { settle, useSessionEnded, watchSession } from '~/api/session.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { paths } from '~/paths.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { PasswordField } from '~/ui/password-field.tsx';
import { UserText } from '~/ui/user-text.tsx';

/** When the session ends, the person signs in over the page, and what they were doing is sent then. */
export function SignInAgain() {
  const ended = useSessionEnded();
  useEffect(() => watchSession(), []);
  return ended ? <Asked /> : null;
}

function Asked() {
  const { me } = useWorkspace();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: (password: string) => answer(api.POST('/auth/login', { body: { email: me.email, password } })),
    onSuccess: () => {
      settle(true);
      void queries.invalidateQueries();
    },
  });
  return (
    <Dialog title="Your session has ended" onClose={() => settle(false)}>
      <Form className="grid gap-4" onSubmit={(event) => signIn.mutate(String(new FormData(event.currentTarget).get('password')))}>
        <p className="text-sm text-ink-soft">
          Sign in as <UserText text={me.email} /> to go on. Nothing you typed is lost.
        </p>
        {signIn.isError && (
          <Notice tone="bad" role="alert">
            {isStatus(signIn.error, 401) ? 'The password is wrong.' : errorMessage(signIn.error)}
          </Notice>
        )}
        <PasswordField label="Password" name="password" autoComplete="current-password" required />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => location.assign(paths.signIn(location.pathname + location.search))}>Sign in as someone else</Button>
          <Button kind="primary" type="submit" disabled={signIn.isPending}>
            {signIn.isPending ? 'Signing in…' : 'Sign in'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
