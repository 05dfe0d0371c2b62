import { clsx } from 'clsx';
import { type ComponentProps, useState } from 'react';
import { control, Field } from './field.tsx';

interface PasswordFieldProps extends ComponentProps<'input'> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** A password, which can be looked at while it is typed. */
export function PasswordField({ label, hint, error, className, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <div className="relative">
          <input {...wiring} {...rest} type={shown ? 'text' : 'password'} className={clsx(control, 'h-9 pr-16', className)} />
          <button
            type="button"
            aria-label={shown ? 'Hide what I type' : 'Show what I type'}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 rounded px-2 text-xs font-medium text-ink-soft hover:bg-hover hover:text-ink"
          >
            {shown ? 'Hide' : 'Show'}
          </button>
        </div>
      )}
    </Field>
  );
}
