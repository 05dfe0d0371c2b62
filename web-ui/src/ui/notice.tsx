import { clsx } from 'clsx';
import type { ReactNode } from 'react';

type Tone = 'bad' | 'wait' | 'good' | 'run';

const tones: Record<Tone, string> = {
  bad: 'bg-bad-soft text-bad',
  wait: 'bg-wait-soft text-wait',
  good: 'bg-good-soft text-good',
  run: 'bg-run-soft text-run',
};

export function Notice({
  tone,
  role,
  children,
  className,
}: {
  tone: Tone;
  role?: 'alert' | 'status';
  children: ReactNode;
  className?: string;
}) {
  return (
    <div role={role} className={clsx('rounded-md px-3 py-2 text-sm', tones[tone], className)}>
      {children}
    </div>
  );
}
