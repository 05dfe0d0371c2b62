import { canWrite, readOnlyReason } from '~/api/roles.ts';
import { useOnline } from '~/ui/online.ts';
import { useWorkspace } from './workspace-context.ts';

/** Why nothing can be changed now; nothing when it can. */
export function useWriteLock(): string | undefined {
  const { workspace } = useWorkspace();
  const online = useOnline();
  if (!canWrite(workspace?.role)) return readOnlyReason;
  return online ? undefined : 'You are offline: changes cannot be saved until the connection is back.';
}
