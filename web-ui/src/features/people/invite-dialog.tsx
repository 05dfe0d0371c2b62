import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors, hasCode } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { invitationsQuery } from '~/api/queries.ts';
import type { NewInvitation, Role } from '~/api/types.ts';
import { roleWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { reaches, roleMeans, roles } from './role-words.ts';

/** One address, one role; the mail brings a link that is good for a while. */
export function InviteDialog({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const { workspace } = useWorkspace();
  const queries = useQueryClient();
  const intention = useIntention();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('MEMBER');
  const invite = useMutation({
    mutationFn: (body: NewInvitation) =>
      answer(
        api.POST('/api/workspaces/{workspaceId}/invitations', {
          params: { path: { workspaceId } },
          body,
          headers: intention({ workspaceId, ...body }),
        }),
      ),
    onSuccess: async (invitation) => {
      await queries.invalidateQueries({ queryKey: invitationsQuery(workspaceId).queryKey });
      toast({ tone: 'good', title: 'The invitation is on its way', detail: `${invitation.email} gets a mail with a link.` });
      onClose();
    },
  });
  const wrong = fieldErrors(invite.error);
  return (
    <Dialog title="Invite people" onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => invite.mutate({ email: email.trim(), role })}>
        {invite.isError && !wrong.email && !wrong.role && (
          <Notice tone="bad" role="alert">
            {hasCode(invite.error, 'already-member') ? 'This person is a member already.' : errorMessage(invite.error)}
          </Notice>
        )}
        <TextField
          label="Email"
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={wrong.email}
          hint="They sign in, or make an account, with this address."
        />
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">Role</legend>
          {roles
            .filter((choice) => reaches(workspace?.role, choice))
            .map((choice) => (
              <label
                key={choice}
                className={`flex gap-2.5 rounded-md border px-3 py-2 ${role === choice ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover'}`}
              >
                <input
                  type="radio"
                  name="role"
                  value={choice}
                  checked={role === choice}
                  onChange={() => setRole(choice)}
                  className="mt-1 shrink-0 accent-accent"
                />
                <span className="min-w-0">
                  <span className="block text-sm font-medium">{roleWords[choice]}</span>
                  <span className="block text-xs text-ink-soft">{roleMeans[choice]}.</span>
                </span>
              </label>
            ))}
        </fieldset>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={invite.isPending}>
            {invite.isPending ? 'Sending…' : 'Send invitation'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
