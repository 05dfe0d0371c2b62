import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { Button } from './button.tsx';

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-1 rounded-lg border border-dashed border-line px-6 py-10 text-center">
      <p className="font-medium">{title}</p>
      {children && <p className="max-w-[46ch] text-sm text-ink-faint">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** It could not be shown: why, and the way on. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const missing = isStatus(error, 404) || isStatus(error, 403);
  return (
    <div role="alert" className="m-auto grid max-w-[52ch] justify-items-center break-words gap-2 p-8 text-center">
      <CircleAlert aria-hidden className="text-bad" size={24} />
      <p className="font-semibold">{missing ? 'You cannot see this' : 'This could not be loaded'}</p>
      <p className="text-sm text-ink-soft">
        {missing ? 'It does not exist, or it belongs to a workspace you are not a member of.' : errorMessage(error)}
      </p>
      {onRetry && !missing && (
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function Skeleton({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-2 p-1">
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="skeleton h-5" style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
