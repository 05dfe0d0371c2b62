import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { invitationsQuery, membersQuery } from '~/api/queries.ts';
import type { Member } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { PeopleHeader } from './people-header.tsx';
import { RemoveMemberDialog } from './remove-member-dialog.tsx';
import { managesPeople } from './role-words.ts';

/** Who belongs to the workspace and as what; who is invited. */
export function MembersPage() {
  const { workspaceId } = useParams({ from: '/signed-in/workspaces/$workspaceId/members' });
  const { me, workspace } = useWorkspace();
  const [inviting, setInviting] = useState(false);
  const [removing, setRemoving] = useState<Member>();
  const [handingOver, setHandingOver] = useState(false);
  const members = useQuery({ ...membersQuery(workspaceId), staleTime: 10_000 });
  const manages = managesPeople(workspace?.role);
  const unconfirmed = !me.emailVerified ? 'Confirm your own address first: the link is in the mail we sent you.' : undefined;
  useTitle('Members');
  return (
    <div className="mx-auto grid max-w-5xl gap-6 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <PeopleHeader title="Members" workspaceId={workspaceId}>
        {manages && (
          <Button kind="primary" disabledReason={unconfirmed} onClick={() => setInviting(true)}>
            <UserPlus aria-hidden size={15} /> Invite people
          </Button>
        )}
      </PeopleHeader>
      {manages && unconfirmed && (
        <Notice tone="wait">To invite people, confirm your own address: the link is in the mail we sent you.</Notice>
      )}
      {members.isPending ? (
        <Skeleton lines={6} label="Loading the members" />
      ) : members.isError && !members.data ? (
        <Failed error={members.error} onRetry={() => void members.refetch()} />
      ) : (
        <MemberList members={members.data.items} workspaceId={workspaceId} onRemove={setRemoving} onHandOver={() => setHandingOver(true)} />
      )}
      {manages && <Invitations workspaceId={workspaceId} />}
      {inviting && <InviteDialog workspaceId={workspaceId} onClose={() => setInviting(false)} />}
      {removing && <RemoveMemberDialog member={removing} workspaceId={workspaceId} onClose={() => setRemoving(undefined)} />}
      {handingOver && members.data && (
        <HandOverDialog members={members.data.items} workspaceId={workspaceId} onClose={() => setHandingOver(false)} />
      )}
    </div>
  );
}

function Invitations({ workspaceId }: { workspaceId: string }) {
  const invitations = useQuery(invitationsQuery(workspaceId));
  if (invitations.isPending) return <Skeleton lines={2} label="Loading the invitations" />;
  if (invitations.isError && !invitations.data) return <Failed error={invitations.error} onRetry={() => void invitations.refetch()} />;
  return <InvitationList invitations={invitations.data.items} workspaceId={workspaceId} />;
}
