import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage, hasCode, isStatus } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { meQuery, shownInvitationQuery } from '~/api/queries.ts';
import type { ShownInvitation } from '~/api/types.ts';
import { roleInSentence } from '~/api/words.ts';
import { Button, buttonLook } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { useSecret } from '~/ui/secret.ts';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { Entrance } from './entrance.tsx';

const here = '/invitation';

/** Where the link of an invitation leads: what it is, and the way in, signed in or not. */
export function InvitationPage() {
  useTitle('Invitation');
  const { secret, forget } = useSecret('invitation');
  const invitation = useQuery({ ...shownInvitationQuery(secret), enabled: secret !== '' });
  if (!secret || (invitation.isError && (isStatus(invitation.error, 404) || isStatus(invitation.error, 410))))
    return (
      <Entrance title="This invitation is good for nothing any more" lead="It was used, taken back, or is too old. Ask for a new one.">
        <Link to="/" className={buttonLook('plain', 'h-9')}>
          Go to your projects
        </Link>
      </Entrance>
    );
  if (invitation.isError) return <Failed error={invitation.error} onRetry={() => void invitation.refetch()} />;
  if (invitation.isPending)
    return (
      <Entrance title="Invitation" lead="One moment…">
        <Skeleton lines={3} label="Loading the invitation" />
      </Entrance>
    );
  return (
    <Entrance
      title={
        <>
          Join <UserText text={invitation.data.workspaceName} />
        </>
      }
      lead={
        <>
          <UserText text={invitation.data.inviterName} /> invites you as {roleInSentence(invitation.data.role)}.
        </>
      }
    >
      <Way invitation={invitation.data} token={secret} onUsed={forget} />
      <p className="text-xs text-ink-faint">
        Sent to <UserText text={invitation.data.email} />, good until {moment(invitation.data.expiresAt)}.
      </p>
    </Entrance>
  );
}

/** As whoever is signed in here, or by signing in first. */
function Way({ invitation, token, onUsed }: { invitation: ShownInvitation; token: string; onUsed: () => void }) {
  const me = useQuery(meQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intention = useIntention();
  const accept = useMutation({
    mutationFn: () => answer(api.POST('/api/invitations/{token}/accept', { params: { path: { token } }, headers: intention({ token }) })),
    onSuccess: async (workspace) => {
      onUsed();
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: workspace.id } });
    },
  });
  const leave = useMutation({
    mutationFn: () => answer(api.POST('/auth/logout')),
    onSettled: () => {
      queries.removeQueries({ queryKey: meQuery.queryKey });
      void navigate({ to: '/sign-in', search: { next: here } });
    },
  });
  if (me.isPending) return <Skeleton lines={2} label="Looking who you are" />;
  if (!me.data)
    return (
      <div className="grid gap-2">
        <Link to="/sign-in" search={{ next: here }} className={buttonLook('primary', 'h-9')}>
          Sign in to join
        </Link>
        <Link to="/register" search={{ next: here, email: invitation.email }} className={buttonLook('plain', 'h-9')}>
          Create an account
        </Link>
      </div>
    );
  const other = me.data.email.toLowerCase() !== invitation.email.toLowerCase() || hasCode(accept.error, 'invitation-for-another-address');
  if (other)
    return (
      <div className="grid gap-3">
        <Notice tone="wait">
          You are signed in as <UserText text={me.data.email} />. The invitation is for <UserText text={invitation.email} />.
        </Notice>
        <Button className="h-9" disabled={leave.isPending} onClick={() => leave.mutate()}>
          Sign in as somebody else
        </Button>
      </div>
    );
  return (
    <div className="grid gap-3">
      {accept.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(accept.error)}
        </Notice>
      )}
      <Button kind="primary" className="h-9" disabled={accept.isPending} onClick={() => accept.mutate()}>
        {accept.isPending ? 'Joining…' : 'Join the workspace'}
      </Button>
    </div>
  );
}
