import type { LogLevel, LogSource, RunStatus } from '~/api/types.ts';

/** The terminal's frames (protocol version 1). The sockets are not part of the OpenAPI file, so they are named here. */
export interface TerminalLine {
  offset: number;
  timestamp: string;
  level: LogLevel;
  source: LogSource;
  message: string;
}

export type Frame =
  | { type: 'subscribed'; sub: string; run?: string; epoch?: string | number; floor?: number; head?: number; resumed?: boolean; reason?: string }
  | { type: 'run'; run: string; agentId?: string; status?: RunStatus }
  | { type: 'lines'; sub?: string; run?: string; epoch?: string | number; first: number; next: number; lines: TerminalLine[] }
  | { type: 'status'; run?: string; status: RunStatus; progress?: number | null }
  | ({ type: 'metrics'; run?: string } & Metrics)
  | { type: 'gap'; sub?: string; run?: string; from: number; to: number; reason?: string }
  | { type: 'eof'; sub?: string; run?: string; last?: number }
  | { type: 'moved'; after_ms?: number }
  | { type: 'error'; code: number | string; message: string }
  | { type: 'ping' };

export interface Metrics {
  tokens?: number;
  cost?: string;
  price?: string;
}

export interface Cursor {
  epoch: string | number | undefined;
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
