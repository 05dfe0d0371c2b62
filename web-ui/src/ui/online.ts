import { useSyncExternalStore } from 'react';

const again = 3_000;

/**
 * Whether the server this page came from can be reached. The browser only knows whether the machine has a network; a page
 * that comes from the machine itself needs none. So a browser that says no is not believed before the server is asked.
 */
class Connection {
  private reached = true;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) {
      addEventListener('online', this.look);
      addEventListener('offline', this.look);
      this.look();
    }
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      removeEventListener('online', this.look);
      removeEventListener('offline', this.look);
      clearTimeout(this.timer);
    };
  };

  now = (): boolean => this.reached;

  private readonly look = (): void => {
    clearTimeout(this.timer);
    if (navigator.onLine) {
      this.tell(true);
      return;
    }
    void answers().then((reached) => {
      if (navigator.onLine) return;
      this.tell(reached);
      if (this.listeners.size > 0) this.timer = setTimeout(this.look, again);
    });
  };

  private tell(reached: boolean): void {
    if (this.reached === reached) return;
    this.reached = reached;
    this.listeners.forEach((listener) => listener());
  }
}

/** Any answer will do. */
async function answers(): Promise<boolean> {
  try {
    await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    // no answer is the answer
    return false;
  }
}

const connection = new Connection();

export function useOnline(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.now);
}
