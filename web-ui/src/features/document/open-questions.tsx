import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { commentsQuery } from '~/api/queries.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { TextArea } from '~/ui/field.tsx';
import { Notice } from '~/ui/notice.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { answersText, type OpenQuestions as Open, openQuestions } from './questions.ts';

/** What the agent wants to know before its draft is approved, to be answered where the draft is read. */
export function OpenQuestions({ cardId }: { cardId: string }) {
  const open = openQuestions(useQuery(commentsQuery(cardId)).data?.items ?? []);
  return open ? <Asked key={open.questions.join('\n')} cardId={cardId} open={open} /> : null;
}

function Asked({ cardId, open }: { cardId: string; open: Open }) {
  const lock = useWriteLock();
  const nameOf = useAgentName();
  const queries = useQueryClient();
  const comment = useIntention();
  const run = useIntention();
  const [answers, setAnswers] = useState(() => open.questions.map(() => ''));
  const said = answersText(open.questions, answers);
  const send = useMutation({
    mutationFn: async (body: string) => {
      await answer(
        api.POST('/api/cards/{cardId}/comments', { params: { path: { cardId } }, body: { body }, headers: comment({ cardId, body }) }),
      );
      const instructions = `A person answered your questions. Work the answers into the document.\n\n${body}`.slice(0, 5_000);
      return answer(
        api.POST('/api/cards/{cardId}/agents/{agent}/run', {
          params: { path: { cardId, agent: open.agent } },
          body: { instructions },
          headers: run({ cardId, instructions }),
        }),
      );
    },
    onSuccess: () => toast({ tone: 'good', title: 'Answered', detail: `${nameOf(open.agent)} works the answers in.` }),
    onSettled: () => Promise.all([['card', cardId], ['board']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  const name = nameOf(open.agent);
  return (
    <details className="rounded-md bg-wait-soft">
      <summary className="px-3 py-2 text-sm font-medium text-wait">
        <UserText text={name} /> left {open.questions.length === 1 ? 'a question' : `${open.questions.length} questions`} open
      </summary>
      <form
        aria-label="Open questions"
        className="grid gap-3 px-3 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (said) send.mutate(said);
        }}
      >
        {open.questions.map((question, index) => (
          <TextArea
            key={question}
            label={plain(question)}
            rows={1}
            maxLength={1_000}
            value={answers[index] ?? ''}
            onChange={(event) => setAnswers(answers.map((before, at) => (at === index ? event.target.value : before)))}
          />
        ))}
        {send.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(send.error)}
          </Notice>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <PriceSoFar agents={[open.agent]} cardId={cardId} />
          <Button
            className="h-auto! min-h-8 max-w-full py-1 whitespace-normal!"
            type="submit"
            disabledReason={lock ?? (said ? undefined : 'Answer at least one of them.')}
            disabled={send.isPending}
          >
            {send.isPending ? 'Sending…' : <UserText text={`Answer, and run ${name} again`} />}
          </Button>
        </div>
      </form>
    </details>
  );
}
