import type { ReactNode } from 'react';
import { Wordmark } from '~/ui/wordmark.tsx';

/** The pages before the board share this frame. */
export function Entrance({ title, lead, children }: { title: ReactNode; lead: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-full place-items-center p-6">
      <div className="grid w-full max-w-sm min-w-0 gap-6">
        <Wordmark />
        <div className="grid gap-1">
          <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
          <p className="wrap-anywhere text-ink-soft">{lead}</p>
        </div>
        {children}
      </div>
    </main>
  );
}
