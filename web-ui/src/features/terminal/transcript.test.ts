import { expect, test } from 'vitest';
import type { Frame, TerminalLine } from './frames.ts';
import { Transcript } from './transcript.ts';

const line = (offset: number): TerminalLine => ({
  offset,
  timestamp: '2026-11-21T05:00:00.000Z',
  level: 'info',
  source: 'agent',
  message: `line ${offset}`,
});
const lines = (first: number, next: number, run = 'r1'): Frame => ({
  type: 'lines',
  run,
  epoch: 1,
  first,
  next,
  lines: Array.from({ length: next - first }, (_, index) => line(first + index)),
});
const begun = (run = 'r1', more: Partial<Extract<Frame, { type: 'run' }>> = {}): Frame => ({
  type: 'run',
  run,
  epoch: 1,
  agentId: 'PRD',
  status: 'RUNNING',
  resumed: true,
  ...more,
});
const offsets = (transcript: Transcript) => transcript.rows.flatMap((row) => (row.kind === 'line' ? [row.line.offset] : []));

test('appends frames that follow each other', () => {
  const transcript = new Transcript();

  expect([begun(), lines(0, 3), lines(3, 5)].map((frame) => transcript.take(frame))).toEqual(['go-on', 'go-on', 'go-on']);
  expect(offsets(transcript)).toEqual([0, 1, 2, 3, 4]);
});

test('asks again when a frame skips lines, and keeps its cursor', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take(lines(0, 3));

  expect(transcript.take(lines(7, 9))).toBe('resubscribe');
  expect(transcript.cursors()).toEqual({ r1: { epoch: 1, after: 2 } });
  expect(offsets(transcript)).toEqual([0, 1, 2]);
});

test('asks again when a frame overlaps, and ignores one that is wholly old', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take(lines(0, 3));

  expect(transcript.take(lines(1, 3))).toBe('go-on');
  expect(transcript.take(lines(2, 5))).toBe('resubscribe');
  expect(offsets(transcript)).toEqual([0, 1, 2]);
});

test('moves on over lines that the filter left out', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take({ type: 'lines', run: 'r1', epoch: 1, first: 0, next: 10, lines: [line(4)] });

  expect(transcript.take(lines(10, 11))).toBe('go-on');
  expect(offsets(transcript)).toEqual([4, 10]);
});

test('starts over when the server could not use the cursor', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take(lines(0, 3));
  transcript.take(begun('r1', { epoch: 2, resumed: false, reason: 'epoch-changed' }));
  transcript.take({ ...lines(0, 1), epoch: 2 } as Frame);

  expect(offsets(transcript)).toEqual([0]);
  expect(transcript.cursors()).toEqual({ r1: { epoch: 2, after: 0 } });
});

test('keeps one cursor for each run of the card', () => {
  const transcript = new Transcript();
  [begun('r1'), lines(0, 2, 'r1'), begun('r2'), lines(0, 5, 'r2')].forEach((frame) => transcript.take(frame));

  expect(transcript.cursors()).toEqual({ r1: { epoch: 1, after: 1 }, r2: { epoch: 1, after: 4 } });
});

test('says a hole only when no line says it', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take(lines(0, 3));
  transcript.take({ type: 'gap', run: 'r1', at: 2, from: 4, to: 9, reason: 'producer-loss' });
  transcript.take({ type: 'gap', run: 'r1', from: 3, to: 8, reason: 'retention' });

  expect(transcript.take(lines(8, 9))).toBe('go-on');
  expect(transcript.rows.filter((row) => row.kind === 'gap').map((row) => row.words)).toEqual(['5 lines are missing here: retention']);
});

test('marks the end once and keeps what was used', () => {
  const transcript = new Transcript();
  transcript.take(begun());
  transcript.take({ type: 'metrics', run: 'r1', tokens: 12, cost: '0.1', price: null });
  transcript.take({ type: 'eof', run: 'r1', last: 0 });
  transcript.take({ type: 'eof', run: 'r1', last: 0 });

  expect(transcript.rows.filter((row) => row.kind === 'end')).toHaveLength(1);
  expect(transcript.runs.get('r1')?.metrics).toEqual({ tokens: 12, cost: '0.1', price: null });
});

test('puts what comes late for a run under its own title', () => {
  const transcript = new Transcript();
  [begun('r1'), lines(0, 1, 'r1'), begun('r2'), lines(0, 1, 'r2')].forEach((frame) => transcript.take(frame));
  transcript.take(lines(1, 2, 'r1'));
  transcript.take({ type: 'eof', run: 'r1', last: 1 });
  transcript.take({ type: 'eof', run: 'r2', last: 0 });

  expect(transcript.rows.map((row) => `${row.run} ${row.kind}`)).toEqual([
    'r1 run',
    'r1 line',
    'r1 line',
    'r1 end',
    'r2 run',
    'r2 line',
    'r2 end',
  ]);
});

test('lines that arrive after the end stand before it, in the order of their times', () => {
  const transcript = new Transcript();
  const at = (offset: number, seconds: string): TerminalLine => ({ ...line(offset), timestamp: `2026-11-21T05:00:${seconds}Z` });
  transcript.take(begun());
  transcript.take({ type: 'lines', run: 'r1', epoch: 1, first: 0, next: 1, lines: [at(0, '10.000')] });
  transcript.take({ type: 'eof', run: 'r1', last: 0 });

  transcript.take({ type: 'lines', run: 'r1', epoch: 1, first: 1, next: 3, lines: [at(1, '12.000'), at(2, '09.000')] });
  transcript.take({ type: 'gap', run: 'r1', from: 3, to: 5 });

  expect(transcript.rows.map((row) => (row.kind === 'line' ? row.line.offset : row.kind))).toEqual(['run', 2, 0, 1, 'gap', 'end']);
});

test('ignores a frame of a kind it does not know', () => {
  expect(new Transcript().take({ type: 'weather' } as unknown as Frame)).toBe('go-on');
});

test('lines of two writers are read in the order of their times', () => {
  const transcript = new Transcript();
  const at = (offset: number, seconds: string): TerminalLine => ({ ...line(offset), timestamp: `2026-11-21T05:00:${seconds}Z` });
  transcript.take(begun());
  transcript.take({ type: 'lines', run: 'r1', epoch: 1, first: 0, next: 2, lines: [at(0, '10.000'), at(1, '29.849')] });

  transcript.take({ type: 'lines', run: 'r1', epoch: 1, first: 2, next: 4, lines: [at(2, '29.717'), at(3, '30.000')] });

  expect(offsets(transcript)).toEqual([0, 2, 1, 3]);
  expect(transcript.cursors()).toEqual({ r1: { epoch: 1, after: 3 } });
});
