import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { MadeApiKey } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { Field } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';

/** The one time a key is seen; it lives in this dialog and nowhere else on the page. */
export function SecretDialog({ made, onClose }: { made: MadeApiKey; onClose: () => void }) {
  const example = curl(made);
  return (
    <Dialog title={`API key ${made.name}`} onClose={onClose} wide>
      <div className="grid gap-4">
        <Notice tone="wait" role="status">
          Copy the key now: it is shown this once. Whoever loses it makes another.
        </Notice>
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-48 flex-1">
            <Field label="Your key">
              {(wiring) => (
                <input
                  {...wiring}
                  readOnly
                  value={made.key}
                  onFocus={(event) => event.target.select()}
                  className="h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 font-mono text-xs text-ink"
                />
              )}
            </Field>
          </div>
          <CopyButton text={made.key} words="Copy key" />
        </div>
        <div className="grid gap-1">
          <div className="flex items-center justify-between gap-2">
            <h3 className="text-sm font-medium">Try it</h3>
            <CopyButton text={example} words="Copy example" />
          </div>
          <pre
            tabIndex={0}
            role="region"
            aria-label="Example of a call"
            className="overflow-x-auto rounded-md border border-line bg-hover p-3 font-mono text-xs leading-5"
          >
            {example}
          </pre>
          {made.scopes.includes('models') && (
            <p className="text-xs text-ink-faint">
              Any OpenAI client works with the base URL <code className="font-mono">{location.origin}/v1</code> and this key.
            </p>
          )}
        </div>
        <div className="flex justify-end">
          <Button kind="primary" onClick={onClose}>
            I have copied it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function CopyButton({ text, words }: { text: string; words: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast({ tone: 'bad', title: 'The browser does not let this page copy', detail: 'Select the text and copy it by hand.' });
    }
  };
  return (
    <Button onClick={() => void copy()} aria-live="polite" className="h-9">
      {copied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
      {copied ? 'Copied' : words}
    </Button>
  );
}

function curl(made: MadeApiKey): string {
  if (!made.scopes.includes('models')) {
    return [`curl ${location.origin}/api/workspaces/${made.workspaceId}/projects \\`, `  -H "Authorization: Bearer ${made.key}"`].join(
      '\n',
    );
  }
  return [
    `curl ${location.origin}/v1/chat/completions \\`,
    `  -H "Authorization: Bearer ${made.key}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}]}'`,
  ].join('\n');
}
