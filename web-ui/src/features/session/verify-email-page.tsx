import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, hasCode } from '~/api/errors.ts';
import { meQuery } from '~/api/queries.ts';
import { Button, buttonLook } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { useSecret } from '~/ui/secret.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { Entrance } from './entrance.tsx';

/** Where the link of the mail leads. A press confirms: programs that only look at links in mails confirm nothing. */
export function VerifyEmailPage() {
  useTitle('Confirm your address');
  const { secret, forget } = useSecret('verify-email');
  const queries = useQueryClient();
  const verify = useMutation({
    mutationFn: () => answer(api.POST('/auth/email/verify', { body: { token: secret } })),
    onSuccess: () => {
      forget();
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const home = (
    <Link to="/" className={buttonLook('primary', 'h-9')}>
      Go to your projects
    </Link>
  );
  if (verify.isSuccess)
    return (
      <Entrance title="Your address is confirmed" lead={<UserText text={verify.data.email} />}>
        {home}
      </Entrance>
    );
  if (!secret || hasCode(verify.error, 'link-not-usable'))
    return (
      <Entrance
        title="This link is good for nothing any more"
        lead="It was used already, or it is too old. Your account page sends you another."
      >
        <Link to="/account" className={buttonLook('primary', 'h-9')}>
          Open your account
        </Link>
      </Entrance>
    );
  return (
    <Entrance title="Confirm your address" lead="One press, and we know that the address is yours.">
      {verify.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(verify.error)}
        </Notice>
      )}
      <Button kind="primary" className="h-9" disabled={verify.isPending} onClick={() => verify.mutate()}>
        {verify.isPending ? 'Confirming…' : 'Confirm'}
      </Button>
    </Entrance>
  );
}
