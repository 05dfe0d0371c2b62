import type { LogLevel, LogSource, RunStatus } from '~/api/types.ts';

/** The terminal's frames (protocol version 1). The sockets are not part of the OpenAPI file, so they are named here. */
export interface TerminalLine {
  offset: number;
  timestamp: string;
  level: LogLevel;
  source: LogSource;
  message: string;
}

/** Where a run's log stands for this reader; `reason` says why its own cursor could not be used. */
export interface Position {
  run: string;
  epoch: number;
  resumed?: boolean;
  reason?: string;
}

export type Frame =
  | { type: 'subscribed'; sub: string; runs?: Position[] }
  | ({ type: 'run'; agentId?: string; status?: RunStatus } & Position)
  | { type: 'lines'; sub?: string; run: string; epoch: number; first: number; next: number; lines: TerminalLine[] }
  | { type: 'status'; run: string; agentId?: string; status: RunStatus; progress?: number | null }
  | ({ type: 'metrics'; run: string } & Metrics)
  /** `at`: a line of the log says it too. Without it the offsets themselves have a hole. */
  | { type: 'gap'; run: string; at?: number; from?: number; to?: number; reason?: string }
  | { type: 'eof'; run: string; last?: number }
  | { type: 'moved'; after_ms?: number }
  | { type: 'error'; code: number | string; message: string }
  | { type: 'ping' };

export interface Metrics {
  tokens?: number | null;
  cost?: string | null;
  price?: string | null;
}

export interface Cursor {
  epoch: number;
  after: number;
}

export function parseFrame(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as Frame) : undefined;
  } catch {
    // Not JSON: nothing a reader could use. The next lines frame shows by its offsets whether anything is missing.
    return undefined;
  }
}
