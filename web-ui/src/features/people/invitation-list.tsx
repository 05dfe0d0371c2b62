import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { invitationsQuery } from '~/api/queries.ts';
import type { Invitation } from '~/api/types.ts';
import { roleWords } from '~/api/words.ts';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Empty } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';

/** Who was invited and has not come yet. */
export function InvitationList({ invitations, workspaceId }: { invitations: Invitation[]; workspaceId: string }) {
  return (
    <section className="grid gap-2">
      <h2 className="text-sm font-semibold">Open invitations</h2>
      {invitations.length === 0 ? (
        <Empty title="Nobody is invited">Whoever is invited stands here until they have joined.</Empty>
      ) : (
        <ul aria-label="Open invitations" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {invitations.map((invitation) => (
            <InvitationItem key={invitation.id} invitation={invitation} workspaceId={workspaceId} />
          ))}
        </ul>
      )}
    </section>
  );
}

function InvitationItem({ invitation, workspaceId }: { invitation: Invitation; workspaceId: string }) {
  const queries = useQueryClient();
  const intention = useIntention();
  const settled = () => queries.invalidateQueries({ queryKey: invitationsQuery(workspaceId).queryKey });
  const { email, role } = invitation;
  const again = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/workspaces/{workspaceId}/invitations', {
          params: { path: { workspaceId } },
          body: { email, role },
          headers: intention({ email, role, after: invitation.sentAt }),
        }),
      ),
    onSuccess: () =>
      toast({ tone: 'good', title: 'Sent once more', detail: `The link in the new mail to ${email} is the one that counts.` }),
    onError: (error) => toast({ tone: 'bad', title: 'The mail was not sent', detail: errorMessage(error) }),
    onSettled: settled,
  });
  const revoke = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/workspaces/{workspaceId}/invitations/{invitationId}', {
          params: { path: { workspaceId, invitationId: invitation.id } },
        }),
      ),
    onSuccess: () =>
      toast({ tone: 'good', title: 'The invitation is taken back', detail: `The link sent to ${email} is good for nothing now.` }),
    onError: (error) => toast({ tone: 'bad', title: 'The invitation still stands', detail: errorMessage(error) }),
    onSettled: settled,
  });
  const busy = again.isPending || revoke.isPending;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-3">
      <span aria-hidden className="inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-faint">
        <Mail size={16} />
      </span>
      <div className="min-w-40 flex-1">
        <p className="font-medium wrap-anywhere">
          <UserText text={email} />
        </p>
        <p className="text-xs wrap-anywhere text-ink-soft">
          {roleWords[role]} · invited by <UserText text={invitation.invitedBy.name} />, <Ago at={invitation.sentAt} />
        </p>
        <p className={`text-2xs ${invitation.expired ? 'text-bad' : 'text-ink-faint'}`}>
          {invitation.expired ? 'The link is too old: send it again' : `The link is good until ${moment(invitation.expiresAt)}`}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button disabled={busy} aria-label={`Send again to ${plain(email)}`} onClick={() => again.mutate()}>
          Send again
        </Button>
        <Button kind="danger" disabled={busy} aria-label={`Take back the invitation of ${plain(email)}`} onClick={() => revoke.mutate()}>
          Take back
        </Button>
      </div>
    </li>
  );
}
