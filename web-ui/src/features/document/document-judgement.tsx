import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { documentQuery } from '~/api/queries.ts';
import type { WorkDocument } from '~/api/types.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';

/** A person's yes or no to exactly the version on the screen; a yes can be taken back. */
export function DocumentJudgement({ document }: { document: WorkDocument }) {
  const lock = useWriteLock();
  const [note, setNote] = useState('');
  const said = note.trim();
  const judge = useJudgement(document, () => setNote(''));
  if (document.status === 'ARCHIVED') return null;
  const mistake = judge.isError && (
    <Notice tone="bad" role="alert">
      {errorMessage(judge.error)}
    </Notice>
  );
  if (document.status === 'APPROVED')
    return (
      <div className="grid gap-2">
        {mistake}
        <Button
          className="justify-self-start"
          disabledReason={lock}
          disabled={judge.isPending}
          onClick={() => judge.mutate({ verdict: 'reject', note: 'The approval was taken back.' })}
        >
          {judge.isPending ? 'Taking it back…' : 'Take the approval back'}
        </Button>
      </div>
    );
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        judge.mutate({ verdict: 'approve', note: said });
      }}
    >
      {mistake}
      <div className="flex flex-wrap gap-2">
        <input
          aria-label="Note for the approval"
          placeholder="Note, or what to change"
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          className={`${control} h-8 min-w-40 flex-1`}
        />
        <Button
          disabledReason={lock ?? (said ? undefined : 'Say what to change.')}
          disabled={judge.isPending}
          onClick={() => judge.mutate({ verdict: 'reject', note: said })}
        >
          Ask for changes
        </Button>
        <Button kind="primary" type="submit" disabledReason={lock} disabled={judge.isPending}>
          {judge.isPending && judge.variables.verdict === 'approve' ? 'Approving…' : 'Approve'}
        </Button>
      </div>
    </form>
  );
}

interface Judgement {
  verdict: 'approve' | 'reject';
  note: string;
}

function useJudgement(document: WorkDocument, onDone: () => void) {
  const queries = useQueryClient();
  const intention = useIntention();
  return useMutation({
    mutationFn: ({ verdict, note }: Judgement) => {
      const body = note ? { note } : {};
      const call = {
        params: { path: { documentId: document.id }, header: { 'If-Match': `"${document.version}"` } },
        body,
        headers: intention({ verdict, body, version: document.version, status: document.status }),
      };
      return answer(
        verdict === 'approve'
          ? api.POST('/api/documents/{documentId}/approve', call)
          : api.POST('/api/documents/{documentId}/reject', call),
      );
    },
    onSuccess: (judged, { verdict }) => {
      onDone();
      queries.setQueryData(documentQuery(document.id).queryKey, judged);
      toast(
        verdict === 'approve'
          ? { tone: 'good', title: `${judged.title} is approved`, detail: 'What comes next stands above the card.' }
          : {
              tone: 'good',
              title: document.status === 'APPROVED' ? 'The approval is taken back' : 'Sent back with your note',
              detail: document.status === 'APPROVED' ? undefined : 'Run an agent of the lane to have it worked in.',
            },
      );
    },
    // a version that came in between is shown at once
    onSettled: () =>
      Promise.all([['document', document.id], ['project'], ['board'], ['card']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
