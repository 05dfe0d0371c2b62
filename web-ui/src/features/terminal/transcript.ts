import type { RunStatus } from '~/api/types.ts';
import type { Cursor, Frame, Metrics, TerminalLine } from './frames.ts';

export type Row =
  | { kind: 'run'; key: string; run: string }
  | { kind: 'line'; key: string; run: string; line: TerminalLine }
  | { kind: 'gap'; key: string; run: string; words: string }
  | { kind: 'end'; key: string; run: string };

export interface RunState {
  run: string;
  agentId: string | undefined;
  status: RunStatus | undefined;
  progress: number | undefined;
  metrics: Metrics;
  epoch: string | number | undefined;
  /** The offset that must come next; unknown until the server says where the log begins. */
  next: number | undefined;
  ended: boolean;
}

/** What the reader must do after a frame. */
export type Next = 'go-on' | 'resubscribe';

/**
 * The lines of a card's runs, in order, without a hole and without a double: a frame counts only when it begins exactly
 * where the last one ended. The server may say `gap`; nobody else may leave one.
 */
export class Transcript {
  readonly rows: Row[] = [];
  readonly runs = new Map<string, RunState>();
  problem: string | undefined;
  private subscribedRun: string | undefined;

  take(frame: Frame): Next {
    switch (frame.type) {
      case 'subscribed':
        return this.subscribed(frame);
      case 'run':
        this.known(frame.run, frame.agentId, frame.status);
        return 'go-on';
      case 'lines':
        return this.lines(frame);
      case 'status': {
        const run = this.runOf(frame.run);
        if (run) {
          run.status = frame.status;
          run.progress = frame.progress ?? undefined;
        }
        return 'go-on';
      }
      case 'metrics': {
        const run = this.runOf(frame.run);
        if (run) run.metrics = { ...run.metrics, ...frame };
        return 'go-on';
      }
      case 'gap':
        return this.gap(frame);
      case 'eof':
        this.ended(frame.run);
        return 'go-on';
      case 'error':
        this.problem = frame.message;
        return 'go-on';
      case 'moved':
      case 'ping':
        return 'go-on';
      default:
        // A newer server may say more than this page knows.
        return 'go-on';
    }
  }

  /** Where to go on after a lost connection: one cursor for each run. */
  cursors(): Record<string, Cursor> {
    const cursors: Record<string, Cursor> = {};
    for (const run of this.runs.values()) {
      if (run.next !== undefined) cursors[run.run] = { epoch: run.epoch, after: run.next - 1 };
    }
    return cursors;
  }

  private subscribed(frame: Extract<Frame, { type: 'subscribed' }>): Next {
    this.problem = undefined;
    if (!frame.run) return 'go-on';
    const run = this.known(frame.run);
    this.subscribedRun = frame.run;
    const other = run.epoch !== undefined && frame.epoch !== undefined && run.epoch !== frame.epoch;
    if (other || (frame.resumed === false && run.next !== undefined && frame.reason)) this.forget(run);
    run.epoch = frame.epoch ?? run.epoch;
    return 'go-on';
  }

  private lines(frame: Extract<Frame, { type: 'lines' }>): Next {
    const run = this.runOf(frame.run);
    if (!run) return 'resubscribe';
    if (run.next !== undefined && frame.first !== run.next) {
      return frame.next <= run.next ? 'go-on' : 'resubscribe';
    }
    for (const line of frame.lines) {
      this.rows.push({ kind: 'line', key: `${run.run} ${line.offset}`, run: run.run, line });
    }
    run.next = frame.next;
    run.epoch ??= frame.epoch;
    return 'go-on';
  }

  private gap(frame: Extract<Frame, { type: 'gap' }>): Next {
    const run = this.runOf(frame.run);
    if (!run) return 'go-on';
    const many = frame.to - frame.from;
    this.rows.push({
      kind: 'gap',
      key: `${run.run} gap ${frame.from}`,
      run: run.run,
      words: `${many > 0 ? `${many} ${many === 1 ? 'line is' : 'lines are'}` : 'Lines are'} missing here${frame.reason ? `: ${frame.reason}` : ''}`,
    });
    if (run.next === undefined || frame.to > run.next) run.next = frame.to;
    return 'go-on';
  }

  private ended(name: string | undefined): void {
    const run = this.runOf(name);
    if (!run || run.ended) return;
    run.ended = true;
    this.rows.push({ kind: 'end', key: `${run.run} end`, run: run.run });
  }

  private runOf(name: string | undefined): RunState | undefined {
    const run = name ?? this.subscribedRun ?? [...this.runs.keys()].at(-1);
    return run === undefined ? undefined : this.known(run);
  }

  private known(name: string, agentId?: string, status?: RunStatus): RunState {
    let run = this.runs.get(name);
    if (!run) {
      run = { run: name, agentId, status, progress: undefined, metrics: {}, epoch: undefined, next: undefined, ended: false };
      this.runs.set(name, run);
      this.rows.push({ kind: 'run', key: `${name} run`, run: name });
    }
    run.agentId ??= agentId;
    run.status = status ?? run.status;
    return run;
  }

  private forget(run: RunState): void {
    const kept = this.rows.filter((row) => row.run !== run.run || row.kind === 'run');
    this.rows.length = 0;
    this.rows.push(...kept);
    run.next = undefined;
    run.ended = false;
  }
}
