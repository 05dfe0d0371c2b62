import { useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { ArrowDown, WrapText } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type LogLevel, type LogSource, logLevels, logSources } from '~/api/types.ts';
import { levelWords, plainSentence, sourceWords } from '~/api/words.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { RunState } from '~/features/agent/run-dot.tsx';
import { SimulatedTag } from '~/features/agent/simulated.tsx';
import { count, money } from '~/ui/numbers.ts';
import { TerminalSession } from './session.ts';
import { TerminalRow } from './terminal-row.tsx';
import type { Row, RunState as RunFacts } from './transcript.ts';

interface TerminalProps {
  cardId: string;
  agentOf: (run: string) => string | undefined;
  /** The run whose beginning is shown; without one the end of everything is. */
  startAt: string | undefined;
  /** Whether the simulator plays the run. */
  simulated: (run: string) => boolean;
}

/** Everything the card's agents write, as they write it, from the first line on. */
export function Terminal({ cardId, agentOf, startAt, simulated }: TerminalProps) {
  const [session] = useState(() => new TerminalSession(cardId));
  const version = useSyncExternalStore(session.subscribe, session.snapshot);
  const [levels, setLevels] = useState<readonly LogLevel[]>([]);
  const [sources, setSources] = useState<readonly LogSource[]>([]);
  const [wrap, setWrap] = useState(true);
  const nameOf = useAgentName();

  useEffect(() => {
    session.open();
    return () => session.close();
  }, [session]);

  const { transcript } = session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the transcript grows in place; its version says when
  const rows = useMemo(() => shownRows(transcript.rows, levels, sources), [version, levels, sources]);
  const titleOf = (run: string) => {
    const agent = transcript.runs.get(run)?.agentId ?? agentOf(run);
    return agent ? nameOf(agent) : 'Agent';
  };
  const last = [...transcript.runs.values()].at(-1);

  return (
    <section aria-label="Terminal" className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2 max-sm:px-3">
        <Chips label="Levels" words={levelWords} all={logLevels} chosen={levels} onChoose={setLevels} />
        <Chips label="Sources" words={sourceWords} all={logSources} chosen={sources} onChoose={setSources} />
        <div className="flex-1" />
        <button
          type="button"
          aria-pressed={wrap}
          onClick={() => setWrap(!wrap)}
          className="inline-flex h-6 items-center gap-1 rounded px-1.5 text-2xs text-ink-soft hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
        >
          <WrapText aria-hidden size={13} /> Wrap
        </button>
      </div>
      {transcript.problem && (
        <p role="alert" className="bg-bad-soft px-4 py-1.5 text-xs text-bad">
          {plainSentence(transcript.problem, nameOf)}
        </p>
      )}
      <Lines
        rows={rows}
        wrap={wrap}
        titleOf={titleOf}
        nameOf={nameOf}
        startAt={startAt}
        simulated={simulated}
        stateOf={(run) => transcript.runs.get(run)}
        waiting={session.connection === 'connecting'}
      />
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-1.5 text-2xs text-ink-faint max-sm:px-3">
        <span role="status" aria-label="Connection">
          {session.connection === 'open'
            ? 'Connected'
            : session.connection === 'connecting'
              ? 'Connecting…'
              : 'Reconnecting; no line will be lost…'}
        </span>
        <div className="flex-1" />
        {last && <RunFigures run={last} simulated={simulated(last.run)} />}
      </footer>
    </section>
  );
}

function RunFigures({ run, simulated }: { run: RunFacts; simulated: boolean }) {
  return (
    <span className="tabular inline-flex flex-wrap items-center gap-x-3">
      {run.status && <RunState status={run.status} />}
      {typeof run.metrics.tokens === 'number' && <span>{count(run.metrics.tokens)} tokens</span>}
      {typeof run.metrics.price === 'string' && <span>price {money(run.metrics.price)}</span>}
      {simulated && <SimulatedTag />}
    </span>
  );
}

interface LinesProps {
  rows: Row[];
  wrap: boolean;
  titleOf: (run: string) => string;
  nameOf: (agent: string) => string;
  startAt: string | undefined;
  simulated: (run: string) => boolean;
  stateOf: (run: string) => RunFacts | undefined;
  waiting: boolean;
}

function Lines({ rows, wrap, titleOf, nameOf, startAt, simulated, stateOf, waiting }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(startAt === undefined);
  const [seen, setSeen] = useState(0);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 20,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 20,
  });

  // The wanted run is shown once it is there; from then on the reader scrolls.
  const started = useRef<string>(undefined);
  const beginning = startAt === undefined ? -1 : rows.findIndex((row) => row.kind === 'run' && row.run === startAt);
  useEffect(() => {
    if (beginning < 0 || started.current === startAt) return;
    started.current = startAt;
    setFollowing(false);
    list.scrollToIndex(beginning, { align: 'start' });
  }, [beginning, startAt, list]);

  useEffect(() => {
    if (!following || rows.length === 0) return;
    list.scrollToIndex(rows.length - 1, { align: 'end' });
    setSeen(rows.length);
  }, [rows, following, list]);

  function onScroll(): void {
    const element = scroller.current;
    if (!element) return;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 32;
    // Only a person scrolls up; lines that come in move the end away, never the reader.
    if (atEnd !== following && (atEnd || element.scrollTop < lastTop.current)) setFollowing(atEnd);
    if (atEnd) setSeen(rows.length);
    lastTop.current = element.scrollTop;
  }
  const lastTop = useRef(0);
  const unseen = rows.length - seen;

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label="Log lines"
        aria-live="off"
        tabIndex={0}
        onScroll={onScroll}
        className="h-full overflow-auto bg-sunken py-2 font-mono text-xs -outline-offset-2"
      >
        {rows.length === 0 ? (
          <p className="px-4 py-6 text-center font-sans text-ink-faint">
            {waiting ? 'Connecting…' : 'No agent has written a line for this card yet. The first one shows here at once.'}
          </p>
        ) : (
          <div className={clsx('relative', !wrap && 'w-max min-w-full')} style={{ height: list.getTotalSize() }}>
            {list.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                row && (
                  <div
                    key={item.key}
                    ref={list.measureElement}
                    data-index={item.index}
                    className={clsx('top-0 left-0 w-full', wrap ? 'absolute' : 'absolute whitespace-pre')}
                    style={{ transform: `translateY(${item.start}px)` }}
                  >
                    <TerminalRow
                      row={row}
                      wrap={wrap}
                      title={titleOf(row.run)}
                      state={stateOf(row.run)}
                      simulated={simulated(row.run)}
                      nameOf={nameOf}
                    />
                  </div>
                )
              );
            })}
          </div>
        )}
      </div>
      {!following && (
        <button
          type="button"
          onClick={() => setFollowing(true)}
          className="absolute bottom-3 left-1/2 inline-flex h-7 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 text-xs font-medium text-on-accent shadow-float hover:bg-accent-strong"
        >
          <ArrowDown aria-hidden size={13} />
          {unseen > 0 ? `${count(unseen)} new ${unseen === 1 ? 'line' : 'lines'}` : 'Follow'}
        </button>
      )}
    </div>
  );
}

function Chips<T extends string>({
  label,
  words,
  all,
  chosen,
  onChoose,
}: {
  label: string;
  words: Record<T, string>;
  all: readonly T[];
  chosen: readonly T[];
  onChoose: (chosen: readonly T[]) => void;
}) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1">
      <button
        type="button"
        aria-pressed={chosen.length === 0}
        aria-label={`All ${label.toLowerCase()}`}
        onClick={() => onChoose([])}
        className="h-6 rounded-full border border-line px-2 text-2xs text-ink-soft hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
      >
        All
      </button>
      {all.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={chosen.includes(choice)}
          onClick={() => onChoose(chosen.includes(choice) ? chosen.filter((other) => other !== choice) : [...chosen, choice])}
          className="h-6 rounded-full border border-line px-2 text-2xs text-ink-soft hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
        >
          {words[choice]}
        </button>
      ))}
    </div>
  );
}

/** No chip pressed means everything. */
function shownRows(rows: readonly Row[], levels: readonly LogLevel[], sources: readonly LogSource[]): Row[] {
  return rows.filter(
    (row) =>
      row.kind !== 'line' ||
      ((levels.length === 0 || levels.includes(row.line.level)) && (sources.length === 0 || sources.includes(row.line.source))),
  );
}
