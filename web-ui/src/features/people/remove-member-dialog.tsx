import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { membersQuery, meQuery } from '~/api/queries.ts';
import type { Member } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';

interface RemoveMemberDialogProps {
  member: Member;
  workspaceId: string;
  onClose: () => void;
}

/** Somebody is removed, or leaves by themselves. */
export function RemoveMemberDialog({ member, workspaceId, onClose }: RemoveMemberDialogProps) {
  const { me, workspace } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const self = member.userId === me.id;
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/workspaces/{workspaceId}/members/{userId}', { params: { path: { workspaceId, userId: member.userId } } })),
    onSuccess: async () => {
      onClose();
      if (self) {
        toast({ tone: 'good', title: `You have left ${workspace?.name ?? 'the workspace'}` });
        await queries.invalidateQueries({ queryKey: meQuery.queryKey });
        await navigate({ to: '/' });
        return;
      }
      await queries.invalidateQueries({ queryKey: membersQuery(workspaceId).queryKey });
      toast({ tone: 'good', title: `${member.name} is removed`, detail: 'Their open pages are cut off within seconds.' });
    },
  });
  return (
    <Dialog title={self ? `Leave ${workspace?.name ?? 'the workspace'}?` : `Remove ${member.name}?`} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-sm">
          {self ? (
            'You see nothing of this workspace any more, until somebody invites you again. What you wrote stays.'
          ) : (
            <>
              <UserText text={member.name} /> loses this workspace at once, API keys included. What they wrote stays, with their name.
            </>
          )}
        </p>
        {remove.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(remove.error)}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{self ? 'Stay' : 'Keep them'}</Button>
          <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            {self ? 'Leave the workspace' : 'Remove from the workspace'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
