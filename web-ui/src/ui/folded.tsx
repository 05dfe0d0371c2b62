import { useState } from 'react';
import { Button } from './button.tsx';
import { Prose } from './prose.tsx';

const long = 4_000;

/** A text of any length: of a very long one the beginning, until more is asked for. */
export function Folded({ text }: { text: string }) {
  const [whole, setWhole] = useState(text.length <= long);
  return (
    <div className="grid gap-2">
      <Prose text={whole ? text : beginning(text)} />
      {text.length > long && (
        <Button className="justify-self-start" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Show less' : 'Show all of it'}
        </Button>
      )}
    </div>
  );
}

/** Up to the end of a paragraph, a line or a word, whichever comes last within the bounds. */
function beginning(text: string): string {
  const cut = text.slice(0, long);
  const end = [cut.lastIndexOf('\n\n'), cut.lastIndexOf('\n'), cut.lastIndexOf(' ')].find((at) => at > long / 2);
  return `${cut.slice(0, end ?? long)}…`;
}
