import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './button.tsx';
import { UserText } from './user-text.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

/** The platform's own modal: focus is kept inside, Escape closes, the page behind is inert. */
export function Dialog({ title, onClose, children, wide = false }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // The browser would choose the close button.
    dialog.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; the Escape key does so by itself
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && ref.current.close()}
      className={`${wide ? 'w-[44rem]' : 'w-[28rem]'} max-h-[calc(100dvh-2rem)] max-w-[calc(100vw-2rem)] overflow-auto rounded-xl border border-line bg-raised text-ink shadow-float`}
    >
      <header className="flex items-center justify-between gap-3 border-b border-line py-2.5 pr-2.5 pl-5">
        <h2 id={heading} className="min-w-0 text-base font-semibold">
          <UserText text={title} />
        </h2>
        <IconButton label="Close" className="shrink-0" onClick={() => ref.current?.close()}>
          <X aria-hidden size={16} />
        </IconButton>
      </header>
      <div className="p-5 max-sm:p-4">{children}</div>
    </dialog>
  );
}
