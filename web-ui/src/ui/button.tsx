import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

type Kind = 'primary' | 'plain' | 'quiet' | 'danger';

const kinds: Record<Kind, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  plain: 'bg-surface text-ink border-line hover:bg-hover',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-bad border-line hover:bg-bad-soft',
};

/** The look of a button, for a link that is pressed like one. */
export function buttonLook(kind: Kind, more?: string): string {
  return clsx(
    'inline-flex h-8 items-center justify-center gap-1.5 rounded-md border px-3 text-sm font-medium whitespace-nowrap transition-colors',
    kinds[kind],
    more,
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  kind?: Kind;
  /** Why it cannot be pressed now: the button stays visible and says so. */
  disabledReason?: string | undefined;
}

export function Button({ kind = 'plain', disabledReason, className, onClick, title, ...rest }: ButtonProps) {
  const off = disabledReason !== undefined;
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={off || undefined}
      title={disabledReason ?? title}
      onClick={off ? (event) => event.preventDefault() : onClick}
      className={buttonLook(kind, clsx('disabled:cursor-default disabled:opacity-60', off && 'cursor-not-allowed! opacity-60', className))}
    />
  );
}

export function IconButton({ className, label, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex size-7 items-center justify-center rounded-md text-ink-soft transition-colors hover:bg-hover hover:text-ink',
        className,
      )}
    />
  );
}
