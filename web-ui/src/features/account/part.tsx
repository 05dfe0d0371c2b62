import { type ReactNode, useId } from 'react';

/** One thing of the account, in a box of its own. */
export function Part({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="grid gap-4 rounded-lg border border-line bg-surface p-5 max-sm:p-4">
      <header>
        <h2 id={heading} className="text-base font-semibold">
          {title}
        </h2>
        {lead && <div className="text-sm text-ink-soft">{lead}</div>}
      </header>
      {children}
    </section>
  );
}
