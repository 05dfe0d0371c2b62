import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import type { Run } from '~/api/types.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { useDecision } from './use-decision.ts';

/** The agent asks; choosing or writing lets it go on. */
export function Question({ run }: { run: Run }) {
  const off = useWriteLock();
  const [text, setText] = useState('');
  const tell = useDecision(
    run,
    (said: { choice?: string; text?: string }, headers) =>
      answer(api.POST('/api/runs/{runId}/answer', { params: { path: { runId: run.id } }, body: said, headers })),
    () => toast({ tone: 'good', title: 'Answered', detail: 'The agent goes on with it.' }),
  );
  const sent = tell.variables?.choice ?? tell.variables?.text;
  const { question } = run;
  if (!question) return null;
  return (
    <form
      aria-label="Question"
      className="grid gap-2.5 rounded-md bg-wait-soft p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) tell.mutate({ text: text.trim() });
      }}
    >
      <Prose text={question.text} />
      {tell.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(tell.error)}
        </Notice>
      )}
      {question.choices && question.choices.length > 0 && (
        <div role="group" aria-label="Choices" className="flex flex-wrap gap-2">
          {question.choices.map((choice) => (
            <Button
              key={choice}
              className="h-auto! min-h-8 max-w-full py-1 text-left whitespace-normal! wrap-anywhere"
              disabledReason={off}
              disabled={tell.isPending}
              onClick={() => tell.mutate({ choice })}
            >
              <UserText text={choice} />
            </Button>
          ))}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <input
          aria-label="Your answer"
          placeholder={question.choices?.length ? 'Or say it in your words' : 'Your answer'}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${control} h-8 min-w-40 flex-1`}
        />
        <Button kind="primary" type="submit" disabledReason={off} disabled={tell.isPending || !text.trim()}>
          {tell.isPending ? 'Sending…' : 'Answer'}
        </Button>
      </div>
      {tell.isPending && sent && (
        <p role="status" className="text-xs text-wait">
          Sending your answer: <UserText text={sent} />
        </p>
      )}
      {question.deadline && (
        <p className="text-xs text-wait">Without an answer by {moment(question.deadline)} the agent goes on with its own assumption.</p>
      )}
    </form>
  );
}
