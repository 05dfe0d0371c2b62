import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { apiKeysQuery } from '~/api/queries.ts';
import type { ApiKey } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';

export function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => answer(api.DELETE('/auth/api-keys/{keyId}', { params: { path: { keyId: apiKey.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: apiKeysQuery(apiKey.workspaceId).queryKey });
      toast({ tone: 'good', title: `${apiKey.name} is revoked`, detail: 'Programs that use it are refused within five seconds.' });
      onClose();
    },
  });
  return (
    <Dialog title={`Revoke ${apiKey.name}?`} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-sm">
          Every program that uses <code className="font-mono">{apiKey.prefix}…</code> stops working. This cannot be undone.
        </p>
        {revoke.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(revoke.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" onClick={() => revoke.mutate()} disabled={revoke.isPending}>
            Revoke key
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
