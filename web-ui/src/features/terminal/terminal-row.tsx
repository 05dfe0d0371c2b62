import { clsx } from 'clsx';
import { RunState } from '~/features/agent/run-dot.tsx';
import { clock } from '~/ui/times.ts';
import type { Row, RunState as RunFacts } from './transcript.ts';

const levels = { debug: 'text-ink-faint', info: 'text-ink-faint', warn: 'text-wait font-semibold', error: 'text-bad font-semibold' };

export function TerminalRow({ row, wrap, title, state }: { row: Row; wrap: boolean; title: string; state: RunFacts | undefined }) {
  switch (row.kind) {
    case 'run':
      return (
        <div className="flex items-center gap-2 px-4 pt-2 pb-1 font-sans">
          <span className="text-xs font-semibold text-ink">{title}</span>
          {state?.status && <RunState status={state.status} />}
          <span aria-hidden className="h-px flex-1 bg-line" />
        </div>
      );
    case 'gap':
      return <p className="px-4 py-0.5 font-sans text-2xs text-wait">{row.words}</p>;
    case 'end':
      return <p className="px-4 pt-0.5 pb-2 font-sans text-2xs text-ink-faint">End of this run’s log</p>;
    case 'line':
      return (
        <div
          className={clsx(
            'flex gap-3 px-4 leading-5',
            row.line.level === 'error' && 'bg-bad-soft',
            row.line.level === 'warn' && 'bg-wait-soft',
          )}
        >
          <time dateTime={row.line.timestamp} className="tabular shrink-0 text-ink-faint select-none">
            {clock(row.line.timestamp)}
          </time>
          <span className={clsx('w-10 shrink-0', levels[row.line.level])}>{row.line.level}</span>
          <span className="w-22 shrink-0 text-ink-faint max-sm:hidden">{row.line.source}</span>
          <span className={clsx('min-w-0 text-ink', wrap && 'flex-1 wrap-anywhere whitespace-pre-wrap')}>{row.line.message}</span>
        </div>
      );
  }
}
