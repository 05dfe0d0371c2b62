import { clsx } from 'clsx';
import { levelWords, plainSentence, sourceWords } from '~/api/words.ts';
import { RunState } from '~/features/agent/run-dot.tsx';
import { SimulatedTag } from '~/features/agent/simulated.tsx';
import { clock } from '~/ui/times.ts';
import { UserText } from '~/ui/user-text.tsx';
import { messageOf } from './message.ts';
import type { Row, RunState as RunFacts } from './transcript.ts';

const levels = { debug: 'text-ink-faint', info: 'text-ink-faint', warn: 'text-wait font-semibold', error: 'text-bad font-semibold' };

interface TerminalRowProps {
  row: Row;
  wrap: boolean;
  title: string;
  state: RunFacts | undefined;
  simulated: boolean;
  nameOf: (agent: string) => string;
}

export function TerminalRow({ row, wrap, title, state, simulated, nameOf }: TerminalRowProps) {
  switch (row.kind) {
    case 'run':
      return (
        <div className="flex items-center gap-2 px-4 pt-2 pb-1 font-sans">
          <span className="min-w-0 truncate text-xs font-semibold text-ink">
            <UserText text={title} />
          </span>
          {state?.status && <RunState status={state.status} />}
          {simulated && <SimulatedTag />}
          <span aria-hidden className="h-px flex-1 bg-line" />
        </div>
      );
    case 'gap':
      return <p className="px-4 py-0.5 font-sans text-2xs text-wait">{plainSentence(row.words, nameOf)}</p>;
    case 'end':
      return <p className="px-4 pt-0.5 pb-2 font-sans text-2xs text-ink-faint">End of this run’s log</p>;
    case 'line':
      return (
        <div
          className={clsx(
            'flex gap-3 px-4 leading-5 max-sm:px-3',
            wrap && 'max-sm:flex-wrap max-sm:gap-y-0',
            row.line.level === 'error' && 'bg-bad-soft',
            row.line.level === 'warn' && 'bg-wait-soft',
          )}
        >
          <time dateTime={row.line.timestamp} className="tabular shrink-0 text-ink-faint select-none">
            {clock(row.line.timestamp)}
          </time>
          <span className={clsx('w-14 shrink-0', levels[row.line.level])}>{levelWords[row.line.level]}</span>
          <span className="w-12 shrink-0 text-ink-faint">{sourceWords[row.line.source]}</span>
          <span className={clsx('min-w-0 text-ink', wrap && 'flex-1 wrap-anywhere whitespace-break-spaces max-sm:basis-full')}>
            <UserText code text={messageOf(row.line, nameOf)} />
          </span>
        </div>
      );
  }
}
