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
  epoch: number | undefined;
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

  take(frame: Frame): Next {
    switch (frame.type) {
      case 'subscribed':
        this.problem = undefined;
        return 'go-on';
      case 'run':
        this.begun(frame);
        return 'go-on';
      case 'lines':
        return this.lines(frame);
      case 'status': {
        const run = this.known(frame.run, frame.agentId, frame.status);
        run.progress = frame.progress ?? undefined;
        return 'go-on';
      }
      case 'metrics': {
        const { tokens, cost, price } = frame;
        this.known(frame.run).metrics = { tokens: tokens ?? null, cost: cost ?? null, price: price ?? null };
        return 'go-on';
      }
      case 'gap':
        this.gap(frame);
        return 'go-on';
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
    for (const { run, next, epoch } of this.runs.values()) {
      if (next !== undefined && epoch !== undefined) cursors[run] = { epoch, after: next - 1 };
    }
    return cursors;
  }

  private begun(frame: Extract<Frame, { type: 'run' }>): void {
    const run = this.known(frame.run, frame.agentId, frame.status);
    // The server could not use the cursor: it starts over, and so does this side.
    if (frame.resumed === false || (run.epoch !== undefined && run.epoch !== frame.epoch)) this.forget(run);
    run.epoch = frame.epoch;
  }

  private lines(frame: Extract<Frame, { type: 'lines' }>): Next {
    const run = this.known(frame.run);
    if (run.next !== undefined && frame.first !== run.next) {
      return frame.next <= run.next ? 'go-on' : 'resubscribe';
    }
    this.put(run.run, ...frame.lines.map((line): Row => ({ kind: 'line', key: `${run.run} ${line.offset}`, run: run.run, line })));
    this.inTime(run.run, frame.lines.length);
    run.next = frame.next;
    run.epoch ??= frame.epoch;
    return 'go-on';
  }

  private gap({ run: name, at, from = 0, to = 0, reason }: Extract<Frame, { type: 'gap' }>): void {
    if (at !== undefined) return;
    const run = this.known(name);
    const many = to - from;
    const words = many === 1 ? 'One line is missing here' : many > 1 ? `${many} lines are missing here` : 'Lines are missing here';
    this.put(name, { kind: 'gap', key: `${name} gap ${from}`, run: name, words: reason ? `${words}: ${reason}` : words });
    if (run.next === undefined || to > run.next) run.next = to;
  }

  private ended(name: string): void {
    const run = this.known(name);
    if (run.ended) return;
    run.ended = true;
    this.put(name, { kind: 'end', key: `${name} end`, run: name });
  }

  /**
   * Behind the last row of its run, and before the one that says its end: what comes late for one run must stand neither under
   * the title of another nor behind an end that was told too early.
   */
  private put(run: string, ...rows: Row[]): void {
    const last = this.rows.at(-1);
    if (last?.run === run && last.kind !== 'end') this.rows.push(...rows);
    else this.rows.splice(this.lastOf(run) + 1, 0, ...rows);
  }

  private lastOf(run: string): number {
    return this.rows.findLastIndex((row) => row.run === run && row.kind !== 'end');
  }

  /** Lines of several writers arrive out of their order by moments; they are read in the order of their times. */
  private inTime(run: string, fresh: number): void {
    const last = this.lastOf(run);
    for (let at = last - fresh + 1; at <= last; at++) {
      const row = this.rows[at];
      if (row?.kind !== 'line') continue;
      let to = at;
      for (
        let before = this.rows[to - 1];
        before?.kind === 'line' && before.run === run && before.line.timestamp > row.line.timestamp;
        before = this.rows[to - 1]
      ) {
        this.rows[to] = before;
        to--;
      }
      this.rows[to] = row;
    }
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
