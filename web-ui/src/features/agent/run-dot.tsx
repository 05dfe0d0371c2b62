import { clsx } from 'clsx';
import type { RunStatus } from '~/api/types.ts';
import { runLabels } from './agent-labels.ts';

const colours = { run: 'text-run', wait: 'text-wait', good: 'text-good', bad: 'text-bad', calm: 'text-ink-faint' };

/** State by colour, shape and movement; the words stand beside it. */
export function RunDot({ status }: { status: RunStatus }) {
  const { tone } = runLabels(status);
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-block size-2 shrink-0 rounded-full',
        colours[tone],
        tone === 'calm' ? 'border-2 border-current' : 'bg-current',
        tone === 'wait' && 'rounded-[2px]!',
        tone === 'run' && 'dot-alive',
      )}
    />
  );
}

export function RunState({ status }: { status: RunStatus }) {
  const { words, tone } = runLabels(status);
  return (
    <span className={clsx('inline-flex items-center gap-1.5 text-xs font-medium', colours[tone])}>
      <RunDot status={status} />
      {words}
    </span>
  );
}
