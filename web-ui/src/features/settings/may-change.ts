import { useWorkspace } from '~/features/workspace/workspace-context.ts';

/** Why the person cannot change settings; nothing when they can. */
export function useSettingsLock(): string | undefined {
  const { workspace } = useWorkspace();
  return workspace?.role === 'OWNER' || workspace?.role === 'ADMIN'
    ? undefined
    : 'Only an owner or admin of the workspace can change this.';
}
