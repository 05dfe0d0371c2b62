import { useQuery } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { Popover } from 'radix-ui';
import { providersQuery } from '~/api/queries.ts';

/** Nothing a simulator wrote passes for a model's work: marked on every page, explained on request. */
export function SimulatedMark() {
  const simulated = useQuery(providersQuery).data?.items.filter((provider) => provider.simulated) ?? [];
  if (simulated.length === 0) return null;
  const names = new Intl.ListFormat('en').format(simulated.map((provider) => provider.name));
  return (
    <div role="note" aria-label="Simulated answers" className="shrink-0">
      <Popover.Root>
        <Popover.Trigger
          aria-label="Simulated: what does that mean?"
          className="inline-flex h-6 items-center gap-1 rounded-full bg-wait-soft px-2 text-2xs font-medium text-wait hover:brightness-95"
        >
          <FlaskConical aria-hidden size={12} />
          <span className="max-md:sr-only">Simulated</span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="end"
            sideOffset={6}
            collisionPadding={8}
            aria-label="Simulated answers"
            className="z-40 w-80 max-w-[calc(100vw-1rem)] rounded-lg border border-line bg-raised p-3 text-sm text-ink shadow-float"
          >
            <strong className="font-semibold">Simulated answers.</strong> {names} {simulated.length === 1 ? 'is' : 'are'} played by the
            built-in simulator: nothing an agent writes here comes from a real model.
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}
