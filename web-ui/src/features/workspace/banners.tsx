import { useQuery } from '@tanstack/react-query';
import { FlaskConical, WifiOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { providersQuery } from '~/api/queries.ts';
import { useWorkspace } from './workspace-context.ts';

/** What a person must know wherever they are: that answers are simulated, that the network is gone, that they may only read. */
export function Banners() {
  const { workspace } = useWorkspace();
  const simulated = useQuery(providersQuery).data?.items.filter((provider) => provider.simulated) ?? [];
  const online = useOnline();
  return (
    <>
      {!online && (
        <div role="status" className="flex items-center gap-2 bg-bad-soft px-4 py-1.5 text-sm text-bad">
          <WifiOff aria-hidden size={15} />
          You are offline. What you see may be old, and changes cannot be saved until the connection is back.
        </div>
      )}
      {simulated.length > 0 && (
        <div
          role="note"
          aria-label="Simulated answers"
          className="flex items-center gap-2 border-b border-line bg-wait-soft px-4 py-1.5 text-xs text-wait"
        >
          <FlaskConical aria-hidden size={14} className="shrink-0" />
          <p>
            <strong className="font-semibold">Simulated answers.</strong> {listed(simulated.map((provider) => provider.name))}{' '}
            {simulated.length === 1 ? 'is' : 'are'} played by the built-in simulator: nothing an agent writes here comes from a real model.
          </p>
        </div>
      )}
      {workspace?.role === 'VIEWER' && (
        <div role="note" className="border-b border-line bg-sunken px-4 py-1.5 text-xs text-ink-soft">
          You are a viewer in this workspace: you can read everything and change nothing.
        </div>
      )}
    </>
  );
}

function listed(names: string[]): string {
  return new Intl.ListFormat('en').format(names);
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}
