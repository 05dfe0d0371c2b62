import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { heldChangeQuery } from '~/api/queries.ts';
import type { HeldChange } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Failed } from '~/ui/states.tsx';
import { UserText } from '~/ui/user-text.tsx';

/** What a run would change on the board, one thing after the other as it would happen. */
export function HeldChanges({ runId, changes }: { runId: string; changes: HeldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ol aria-label="Changes of the board" className="grid gap-2">
      {changes.map((change) => (
        <li key={change.id}>
          <Change runId={runId} change={change} />
        </li>
      ))}
    </ol>
  );
}

function Change({ runId, change }: { runId: string; change: HeldChange }) {
  const [whole, setWhole] = useState(false);
  const read = useQuery({ ...heldChangeQuery(runId, change.id), enabled: whole });
  const text = read.data?.preview ?? change.preview;
  return (
    <details open className="overflow-hidden rounded-md border border-line">
      <summary className="bg-paper px-2.5 py-1.5 text-xs wrap-anywhere">
        <UserText text={change.title} />
      </summary>
      {text && (
        <p className="max-h-80 overflow-y-auto px-2.5 py-1.5 text-xs whitespace-pre-wrap wrap-anywhere">
          <UserText text={text} />
        </p>
      )}
      {read.isError && <Failed error={read.error} onRetry={() => void read.refetch()} />}
      {!change.complete && !read.data && (
        <Button className="m-1.5" disabled={whole && read.isPending} onClick={() => setWhole(true)}>
          Show all of it
        </Button>
      )}
    </details>
  );
}
