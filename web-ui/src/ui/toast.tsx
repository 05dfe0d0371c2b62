import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button, IconButton } from './button.tsx';
import { UserText } from './user-text.tsx';

export interface Toast {
  id: number;
  tone: 'good' | 'bad';
  title: string;
  detail?: string | undefined;
  action?: { label: string; run: () => void } | undefined;
  /** How long good news stays, in milliseconds. */
  lasts?: number;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Tells a result. A refusal stays until it is read; good news leaves by itself. */
export function toast(message: Omit<Toast, 'id'>): void {
  const id = nextId++;
  publish([...toasts.slice(-2), { ...message, id }]);
  if (message.tone === 'good') setTimeout(() => dismiss(id), message.lasts ?? 5_000);
}

function dismiss(id: number): void {
  publish(toasts.filter((entry) => entry.id !== id));
}

function publish(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div
      role="region"
      aria-label="Notifications"
      className="pointer-events-none fixed bottom-4 left-4 z-50 grid w-[26rem] max-w-[calc(100vw-2rem)] gap-2"
    >
      <div aria-live="polite" className="grid gap-2">
        {shown.map((entry) => (
          <div
            key={entry.id}
            className="pointer-events-auto flex items-start gap-3 rounded-lg border border-line bg-raised p-3 text-sm shadow-float"
          >
            {entry.tone === 'bad' ? (
              <CircleAlert aria-hidden size={18} className="mt-px shrink-0 text-bad" />
            ) : (
              <CircleCheck aria-hidden size={18} className="mt-px shrink-0 text-good" />
            )}
            <div className="min-w-0 flex-1">
              <p className="font-semibold">
                <UserText text={entry.title} />
              </p>
              {entry.detail && (
                <p className="mt-0.5 text-ink-soft">
                  <UserText text={entry.detail} />
                </p>
              )}
              {entry.action && (
                <Button
                  className="mt-2"
                  onClick={() => {
                    dismiss(entry.id);
                    entry.action?.run();
                  }}
                >
                  {entry.action.label}
                </Button>
              )}
            </div>
            <IconButton label="Dismiss" className="-mt-1 -mr-1" onClick={() => dismiss(entry.id)}>
              <X aria-hidden size={15} />
            </IconButton>
          </div>
        ))}
      </div>
    </div>
  );
}
