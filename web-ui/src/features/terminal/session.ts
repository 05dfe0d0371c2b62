import { parseFrame } from './frames.ts';
import { Transcript } from './transcript.ts';

export type Connection = 'connecting' | 'open' | 'reconnecting';

/** One card's terminal: a socket that comes back by itself and goes on at its cursor. */
export class TerminalSession {
  readonly transcript = new Transcript();
  connection: Connection = 'connecting';
  version = 0;

  private socket: WebSocket | undefined;
  private attempt = 0;
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private drawn = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly cardId: string) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): number => this.version;

  open(): void {
    this.closed = false;
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/cards/${this.cardId}/terminal`);
    this.socket = socket;
    socket.onopen = () => {
      this.connection = 'open';
      this.ask();
      this.changed();
    };
    socket.onmessage = (message) => this.take(String(message.data));
    socket.onclose = () => this.again();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.socket) {
      this.socket.onclose = null;
      this.socket.onmessage = null;
      this.socket.close();
    }
  }

  private ask(): void {
    const cursors = this.transcript.cursors();
    const from = Object.keys(cursors).length === 0 ? 'start' : { cursors };
    this.socket?.send(JSON.stringify({ type: 'subscribe', sub: '1', from, filter: { levels: [], sources: [] } }));
  }

  private take(text: string): void {
    const frame = parseFrame(text);
    if (!frame) return;
    if (frame.type === 'ping') this.socket?.send('{"type":"pong"}');
    if (frame.type === 'lines') this.attempt = 0;
    // A hole is never shown: the connection is made anew and goes on at the cursor.
    if (this.transcript.take(frame) === 'resubscribe') this.socket?.close(4000, 'out of step');
    // A planned close: the server says when, and this side goes first.
    if (frame.type === 'moved') this.socket?.close(1000, 'moved');
    this.changed();
  }

  private again(): void {
    if (this.closed) return;
    this.connection = 'reconnecting';
    this.changed();
    const wait = Math.min(250 * 2 ** this.attempt++, 8_000) * (0.75 + Math.random() / 2);
    this.timer = setTimeout(() => this.open(), wait);
  }

  /** However many frames come, the page is drawn once a frame of the screen. */
  private changed(): void {
    if (this.drawn) return;
    this.drawn = true;
    const tell = () => {
      this.drawn = false;
      this.version++;
      this.listeners.forEach((listener) => listener());
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(tell);
    else setTimeout(tell, 200);
  }
}
