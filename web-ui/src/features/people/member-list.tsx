import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { membersQuery, meQuery } from '~/api/queries.ts';
import type { Member, Role } from '~/api/types.ts';
import { roleInSentence, roleWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Avatar } from '~/ui/avatar.tsx';
import { Button } from '~/ui/button.tsx';
import { calendarDay } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { managesPeople, reaches, roleMeans, roles } from './role-words.ts';

interface MemberListProps {
  members: Member[];
  workspaceId: string;
  onRemove: (member: Member) => void;
  onHandOver: () => void;
}

/** Everybody in the workspace, owners first. */
export function MemberList({ members, workspaceId, onRemove, onHandOver }: MemberListProps) {
  const { me, workspace } = useWorkspace();
  const own = workspace?.role;
  const owners = members.filter((member) => member.role === 'OWNER').length;
  const sorted = [...members].sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name));
  return (
    <ul aria-label="Members" className="divide-y divide-line rounded-lg border border-line bg-surface">
      {sorted.map((member) => {
        const self = member.userId === me.id;
        const lastOwner = member.role === 'OWNER' && owners < 2;
        return (
          <li key={member.userId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 max-sm:px-3">
            <Avatar name={member.name} />
            <div className="min-w-40 flex-1">
              <p className="font-medium wrap-anywhere">
                <UserText text={member.name} />
                {self && <span className="font-normal text-ink-faint"> (you)</span>}
              </p>
              <p className="text-xs wrap-anywhere text-ink-soft">
                <UserText text={member.email} />
              </p>
              <p className="text-2xs text-ink-faint">Since {calendarDay(member.joinedAt)}</p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <RoleOf member={member} workspaceId={workspaceId} lastOwner={lastOwner} />
              {self && own === 'OWNER' && members.length > 1 && <Button onClick={onHandOver}>Hand over…</Button>}
              {(self || (managesPeople(own) && reaches(own, member.role))) && (
                <Button
                  kind="danger"
                  aria-label={self ? 'Leave the workspace' : `Remove ${plain(member.name)}`}
                  disabledReason={lastOwner ? 'A workspace keeps an owner: make somebody else an owner first.' : undefined}
                  onClick={() => onRemove(member)}
                >
                  {self ? 'Leave' : 'Remove'}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function RoleOf({ member, workspaceId, lastOwner }: { member: Member; workspaceId: string; lastOwner: boolean }) {
  const { me, workspace } = useWorkspace();
  const own = workspace?.role;
  const change = useChangeRole(workspaceId);
  if (!managesPeople(own) || !reaches(own, member.role) || lastOwner)
    return (
      <span
        className="inline-flex h-8 w-28 items-center rounded-md bg-sunken px-2.5 text-sm text-ink-soft"
        title={lastOwner ? 'The only owner: a workspace keeps one' : roleMeans[member.role]}
      >
        {roleWords[member.role]}
      </span>
    );
  return (
    <select
      aria-label={`Role of ${plain(member.name)}`}
      value={member.role}
      title={roleMeans[member.role]}
      disabled={change.isPending}
      onChange={(event) => change.mutate({ member, role: event.target.value as Role, self: member.userId === me.id })}
      className="h-8 w-28 rounded-md border border-line-strong bg-surface px-2 text-sm"
    >
      {roles.map((role) => (
        <option key={role} value={role} disabled={!reaches(own, role)}>
          {roleWords[role]}
        </option>
      ))}
    </select>
  );
}

/** Gives a member another role, unless somebody else did so meanwhile. */
function useChangeRole(workspaceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Role; self: boolean }) =>
      answer(
        api.PUT('/api/workspaces/{workspaceId}/members/{userId}', {
          params: { path: { workspaceId, userId: member.userId }, header: { 'If-Match': `"${member.version}"` } },
          body: { role },
        }),
      ),
    onSuccess: (member, { self }) => {
      queries.setQueryData(
        membersQuery(workspaceId).queryKey,
        (known) => known && { ...known, items: known.items.map((other) => (other.userId === member.userId ? member : other)) },
      );
      toast({
        tone: 'good',
        title: self ? `You are ${roleInSentence(member.role)} now` : `${member.name} is ${roleInSentence(member.role)} now`,
        detail: `${roleMeans[member.role]}.`,
      });
    },
    onError: (error, { member }) =>
      toast({
        tone: 'bad',
        title: `${member.name} keeps the role`,
        detail: isStatus(error, 412) ? 'Somebody else changed it meanwhile. Look again.' : errorMessage(error),
      }),
    onSettled: (_member, _error, { self }) =>
      Promise.all([
        queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey }),
        ...(self ? [queries.invalidateQueries({ queryKey: meQuery.queryKey })] : []),
      ]),
  });
}
