import { useSyncExternalStore } from 'react';
import { ago, lasted, moment } from './times.ts';

/** One timer for everything on the page that is told again at the same pace. */
class Ticker {
  private ticks = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly pace: number) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.tick(), this.pace);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  count = (): number => this.ticks;

  private tick(): void {
    this.ticks++;
    this.listeners.forEach((listener) => listener());
  }
}

const tickers = new Map<number, Ticker>();

/** The present; what shows it is drawn again every `pace` milliseconds. */
export function useNow(pace: number): number {
  let ticker = tickers.get(pace);
  if (!ticker) {
    ticker = new Ticker(pace);
    tickers.set(pace, ticker);
  }
  useSyncExternalStore(ticker.subscribe, ticker.count);
  return Date.now();
}

/** How long ago, for as long as it is looked at; day and hour on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const old = Date.now() - Date.parse(at) > 3_600_000;
  const now = useNow(old ? 60_000 : 5_000);
  return (
    <time dateTime={at} title={moment(at)} className={className}>
      {ago(at, now)}
    </time>
  );
}

/** How long something took, or has taken by now. */
export function Elapsed({ from, to }: { from: string; to: string | null | undefined }) {
  const now = useNow(to ? 60_000 : 1_000);
  return <>{lasted(from, to, now)}</>;
}
