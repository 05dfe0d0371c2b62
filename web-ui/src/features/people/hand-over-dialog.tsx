import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { membersQuery, meQuery } from '~/api/queries.ts';
import type { Member, Role } from '~/api/types.ts';
import { roleInSentence, roleWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { SelectField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';

interface HandOverDialogProps {
  members: Member[];
  workspaceId: string;
  onClose: () => void;
}

/** The owner makes somebody else an owner, and becomes what they choose. */
export function HandOverDialog({ members, workspaceId, onClose }: HandOverDialogProps) {
  const { me } = useWorkspace();
  const queries = useQueryClient();
  const others = members.filter((member) => member.userId !== me.id);
  const [to, setTo] = useState(others[0]?.userId ?? '');
  const [then, setThen] = useState<Role>('ADMIN');
  const chosen = others.find((member) => member.userId === to);
  const hand = useMutation({
    mutationFn: async (heir: Member) => {
      if (heir.role !== 'OWNER') await changeRole(workspaceId, heir, 'OWNER');
      const self = members.find((member) => member.userId === me.id);
      if (self && then !== 'OWNER') await changeRole(workspaceId, self, then);
    },
    onSuccess: (_done, heir) => {
      onClose();
      toast({ tone: 'good', title: `${heir.name} is an owner now`, detail: `You are ${roleInSentence(then)}.` });
    },
    onSettled: () =>
      Promise.all([membersQuery(workspaceId).queryKey, meQuery.queryKey].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <Dialog title="Hand over the workspace" onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => chosen && hand.mutate(chosen)}>
        <p className="text-sm text-ink-soft">An owner may do everything, deleting the workspace and making other owners among it.</p>
        <SelectField label="New owner" value={to} onChange={(event) => setTo(event.target.value)}>
          {others.map((member) => (
            <option key={member.userId} value={member.userId}>
              {plain(member.name)} ({plain(member.email)})
            </option>
          ))}
        </SelectField>
        <SelectField label="You are afterwards" value={then} onChange={(event) => setThen(event.target.value as Role)}>
          {(['ADMIN', 'MEMBER', 'VIEWER', 'OWNER'] as const).map((role) => (
            <option key={role} value={role}>
              {role === 'OWNER' ? 'Owner as well' : roleWords[role]}
            </option>
          ))}
        </SelectField>
        {hand.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(hand.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={hand.isPending || !chosen}>
            Hand over
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const changeRole = (workspaceId: string, member: Member, role: Role) =>
  answer(
    api.PUT('/api/workspaces/{workspaceId}/members/{userId}', {
      params: { path: { workspaceId, userId: member.userId }, header: { 'If-Match': `"${member.version}"` } },
      body: { role },
    }),
  );
