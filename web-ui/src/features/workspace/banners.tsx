import { WifiOff } from 'lucide-react';
import { readOnlyReason } from '~/api/roles.ts';
import { useOnline } from '~/ui/online.ts';
import { useWorkspace } from './workspace-context.ts';

/** What a person must know wherever they are: that the network is gone, that they may only read. */
export function Banners() {
  const { workspace } = useWorkspace();
  const online = useOnline();
  if (online && workspace?.role !== 'VIEWER') return null;
  return (
    <section aria-label="Notices">
      {!online && (
        <div role="status" className="flex items-center gap-2 bg-bad-soft px-4 py-1.5 text-sm text-bad">
          <WifiOff aria-hidden size={15} className="shrink-0" />
          You are offline. What you see may be old, and changes cannot be saved until the connection is back.
        </div>
      )}
      {workspace?.role === 'VIEWER' && (
        <div role="note" className="border-b border-line bg-sunken px-4 py-1.5 text-xs text-ink-soft">
          {readOnlyReason}
        </div>
      )}
    </section>
  );
}
