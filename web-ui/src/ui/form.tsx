import { type ComponentProps, createContext, type FormEvent, use, useState } from 'react';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const Mistakes = createContext<Readonly<Record<string, string>>>({});

/** What the form said about the control with this id when it was sent. */
export const useMistake = (id: string): string | undefined => use(Mistakes)[id];

interface FormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  /** Called when every field is as it must be. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/** A form that says itself what is wrong, beneath the field, in the page's words; the browser's bubbles stay away. */
export function Form({ onSubmit, children, ...rest }: FormProps) {
  const [mistakes, setMistakes] = useState<Readonly<Record<string, string>>>({});
  return (
    <form
      {...rest}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = controlsOf(event.currentTarget).filter((control) => !control.validity.valid);
        setMistakes(Object.fromEntries(wrong.map((control) => [control.id, mistakeOf(control)])));
        if (wrong[0]) wrong[0].focus();
        else onSubmit(event);
      }}
      onInput={(event) => {
        const { id } = event.target as Control;
        if (id in mistakes) setMistakes(Object.fromEntries(Object.entries(mistakes).filter(([other]) => other !== id)));
      }}
    >
      <Mistakes value={mistakes}>{children}</Mistakes>
    </form>
  );
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input, textarea, select')].filter((control) => control.willValidate);
}

/** What is wrong with a control, in a sentence. */
export function mistakeOf(control: Control): string {
  const { validity } = control;
  const { min, max, minLength, maxLength, type } = control as HTMLInputElement;
  if (validity.valueMissing) return 'This is needed.';
  if (validity.typeMismatch) return type === 'email' ? 'This is not an email address.' : 'This is not a valid address.';
  if (validity.tooShort) return `At least ${minLength} characters; these are ${control.value.length}.`;
  if (validity.tooLong) return `At most ${maxLength} characters; these are ${control.value.length}.`;
  if (validity.rangeUnderflow) return `At least ${min}.`;
  if (validity.rangeOverflow) return `At most ${max}.`;
  if (validity.badInput) return 'This is not a number.';
  if (validity.stepMismatch) return 'This is too fine a number.';
  return control.dataset.mistake ?? 'This does not have the right form.';
}
