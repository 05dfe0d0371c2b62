import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { useMistake } from './form.tsx';

export const control =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-faint aria-invalid:border-bad';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: (props: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean | undefined }) => ReactNode;
}

/** A label, its control, and beneath it what is wrong and the hint. */
export function Field({ label, hint, error: told, children }: FieldProps) {
  const id = useId();
  const mistake = useMistake(id);
  const error = mistake ?? told;
  const described = error || hint ? `${id}-more` : undefined;
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {(error || hint) && (
        <p id={described} className="text-xs">
          {error && <span className="block text-bad">{error}</span>}
          {hint && <span className="block text-ink-faint">{hint}</span>}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, 'children'> & ComponentProps<'input'>;

export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input {...wiring} {...rest} className={clsx(control, 'h-9', className)} />}
    </Field>
  );
}

export function TextArea({ label, hint, error, className, ...rest }: Omit<FieldProps, 'children'> & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea {...wiring} {...rest} className={clsx(control, 'py-2', className)} />}
    </Field>
  );
}

export function SelectField({ label, hint, error, className, ...rest }: Omit<FieldProps, 'children'> & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <select {...wiring} {...rest} className={clsx(control, 'h-9', className)} />}
    </Field>
  );
}
