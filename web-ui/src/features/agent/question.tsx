import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { canWrite, readOnlyReason } from '~/api/roles.ts';
import type { Run } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { moment } from '~/ui/times.ts';
import { useDecision } from './use-decision.ts';

/** The agent asks; choosing or writing lets it go on. */
export function Question({ run }: { run: Run }) {
  const { workspace } = useWorkspace();
  const [text, setText] = useState('');
  const tell = useDecision(run, (said: { choice?: string; text?: string }, headers) =>
    answer(api.POST('/api/runs/{runId}/answer', { params: { path: { runId: run.id } }, body: said, headers })),
  );
  const off = canWrite(workspace?.role) ? undefined : readOnlyReason;
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
              className="h-auto min-h-8 py-1 whitespace-normal"
              disabledReason={off}
              disabled={tell.isPending}
              onClick={() => tell.mutate({ choice })}
            >
              {choice}
            </Button>
          ))}
        </div>
      )}
      <div className="flex gap-2">
        <input
          aria-label="Your answer"
          placeholder={question.choices?.length ? 'Or say it in your words' : 'Your answer'}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${control} h-8 flex-1`}
        />
        <Button kind="primary" type="submit" disabledReason={off} disabled={tell.isPending || !text.trim()}>
          Answer
        </Button>
      </div>
      {question.deadline && (
        <p className="text-xs text-wait">Without an answer by {moment(question.deadline)} the agent goes on with its own assumption.</p>
      )}
    </form>
  );
}
