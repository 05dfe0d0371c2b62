import { useSyncExternalStore } from 'react';

/**
 * Whether the session of this page is still good. When it ends, calls wait here until the person has signed in over the
 * page, and are then sent again: nothing that was typed is lost.
 */
let watched = false;
let waiting: { promise: Promise<boolean>; resolve: (signedIn: boolean) => void } | undefined;
const listeners = new Set<() => void>();

/** The page can ask the person to sign in, as long as it stands. */
export function watchSession(): () => void {
  watched = true;
  return () => {
    watched = false;
    settle(false);
  };
}

/** Told by a call that was refused. True once the person has signed in; false when they will not, or nobody can ask them. */
export function signedInAgain(): Promise<boolean> {
  if (!watched) return Promise.resolve(false);
  if (!waiting) {
    let resolve: (signedIn: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((settled) => (resolve = settled));
    waiting = { promise, resolve };
    tell();
  }
  return waiting.promise;
}

/** The person signed in, or put it off. */
export function settle(signedIn: boolean): void {
  const settled = waiting;
  waiting = undefined;
  settled?.resolve(signedIn);
  tell();
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== undefined,
  );
}

function tell(): void {
  listeners.forEach((listener) => listener());
}
