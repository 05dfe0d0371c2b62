import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { changesQuery, heldChangesQuery } from '~/api/queries.ts';
import type { LineComment, Run } from '~/api/types.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { toast } from '~/ui/toast.tsx';
import { Changes } from './changes.tsx';
import { HeldChanges } from './held-changes.tsx';
import { PriceSoFar } from './price-so-far.tsx';
import { useDecision } from './use-decision.ts';

/** Nothing of a high-risk agent happens before a person has seen it: the word is bound to exactly the change on the screen. */
export function Approval({ run }: { run: Run }) {
  const off = useWriteLock();
  const changes = useQuery(changesQuery(run.id));
  const held = useQuery(heldChangesQuery(run.id));
  const [note, setNote] = useState('');
  const [comments, setComments] = useState<LineComment[]>([]);
  const path = { params: { path: { runId: run.id } } };
  const said = note.trim() ? { note: note.trim() } : {};
  const approve = useDecision(
    run,
    (digest: string | undefined, headers) =>
      answer(api.POST('/api/runs/{runId}/approve', { ...path, body: { ...said, ...(digest && { digest }) }, headers })),
    () => toast({ tone: 'good', title: 'Approved', detail: 'The changes are made and the run completes.' }),
  );
  const reject = useDecision(
    run,
    (rework: boolean, headers) =>
      answer(
        api.POST('/api/runs/{runId}/reject', { ...path, body: { ...said, rework, ...(comments.length > 0 && { comments }) }, headers }),
      ).then(async (told) => {
        if (rework) await keepRemarks(run.cardId, comments);
        return told;
      }),
    ({ rework }) =>
      toast({
        tone: 'good',
        title: rework ? 'Sent back to the agent' : 'Rejected',
        detail: rework ? 'A new run works on your remarks; they stand among the comments of the card.' : 'Nothing was changed.',
      }),
  );
  const busy = approve.isPending || reject.isPending;
  const error = approve.error ?? reject.error;
  const remarks = comments.length === 0 ? '' : comments.length === 1 ? ' with 1 remark' : ` with ${comments.length} remarks`;
  return (
    <section aria-label="Approval" className="grid gap-3">
      {changes.isPending ? (
        <Skeleton lines={5} label="Loading the changes" />
      ) : changes.isError && !changes.data ? (
        <Failed error={changes.error} onRetry={() => void changes.refetch()} />
      ) : (
        <Changes changes={changes.data} comments={comments} onComments={setComments} />
      )}
      {held.isPending ? (
        <Skeleton lines={2} label="Loading the changes of the board" />
      ) : held.isError && !held.data ? (
        <Failed error={held.error} onRetry={() => void held.refetch()} />
      ) : (
        <HeldChanges runId={run.id} changes={held.data.items} />
      )}
      {error && (
        <Notice tone="bad" role="alert">
          {errorMessage(error)}
        </Notice>
      )}
      <div className="sticky bottom-0 -mx-1 grid gap-2 rounded-md border border-line bg-raised p-2 shadow-float">
        <input
          aria-label="Note for the decision"
          placeholder="Note, may be left empty"
          maxLength={5000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className={`${control} h-8`}
        />
        <div className="text-xs text-ink-soft">
          Sent back, the agent works again. <PriceSoFar agents={[run.agentId]} cardId={run.cardId} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            kind="primary"
            disabledReason={off ?? (comments.length > 0 ? 'You have remarks: send them back, or remove them.' : undefined)}
            disabled={busy || !changes.data || !held.data}
            onClick={() => approve.mutate(changes.data?.digest)}
          >
            {approve.isPending ? 'Approving…' : 'Approve changes'}
          </Button>
          <Button
            disabledReason={off ?? (comments.length > 0 || note.trim() ? undefined : 'Say what to change: a note, or a remark on a line.')}
            disabled={busy}
            onClick={() => reject.mutate(true)}
          >
            {reject.isPending && reject.variables ? 'Sending back…' : `Send back${remarks}`}
          </Button>
          <Button kind="danger" disabledReason={off} disabled={busy} onClick={() => reject.mutate(false)}>
            Reject
          </Button>
        </div>
      </div>
    </section>
  );
}

/** A run forgets why it was sent back. The remarks on its lines are kept as comments, where everybody finds them again. */
async function keepRemarks(cardId: string, remarks: readonly LineComment[]): Promise<void> {
  const kept = await Promise.allSettled(
    remarks.map(({ file, line, body }) =>
      answer(
        api.POST('/api/cards/{cardId}/comments', {
          params: { path: { cardId } },
          body: { body, file, line },
          headers: { 'Idempotency-Key': crypto.randomUUID() },
        }),
      ),
    ),
  );
  const lost = kept.filter((result) => result.status === 'rejected');
  if (lost.length > 0)
    toast({
      tone: 'bad',
      title: 'The agent has your remarks, the card has not',
      detail: `${lost.length} of ${remarks.length} could not be kept as comments. ${errorMessage(lost[0]?.reason)}`,
    });
}
