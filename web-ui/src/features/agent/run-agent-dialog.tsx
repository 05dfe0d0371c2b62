import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { agentConfigQuery, linksQuery, projectAgentsQuery, providersQuery, workflowQuery } from '~/api/queries.ts';
import type { Agent, Card, Lane, Run } from '~/api/types.ts';
import { blockersOf } from '~/features/card/linked-cards.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextArea } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { amount, count, money } from '~/ui/numbers.ts';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { runLabels, useAgentName } from './agent-labels.ts';
import { priceRange, rangeSentence } from './price-range.ts';
import { useEarlierRuns, usePriceSoFar } from './price-so-far.tsx';
import { SimulatedTag, useSimulatedAgent } from './simulated.tsx';

interface RunAgentDialogProps {
  card: Card;
  lane: Lane | undefined;
  runs: Run[];
  onClose: () => void;
}

/** Which agent, what it costs, what holds it back and what it shall know, before it starts. */
export function RunAgentDialog({ card, lane, runs, onClose }: RunAgentDialogProps) {
  const nameOf = useAgentName();
  const lock = useWriteLock();
  const queries = useQueryClient();
  const intention = useIntention();
  const simulated = useSimulatedAgent();
  const own = useOwnAgents(card.projectId, lane);
  const blockers = blockersOf(card.id, useQuery(linksQuery(card.id)).data?.items ?? []);
  const atWork = new Set(runs.filter((run) => runLabels(run.status).open).map((run) => run.agentId));
  const offered = [...new Set([...(lane?.onEntry ?? []), ...(lane?.agents ?? [])])];
  const first = [...own.filter((agent) => offered.includes(agent)), ...offered.filter((agent) => !own.includes(agent))];
  const [chosen, setChosen] = useState(() => first.find((agent) => !atWork.has(agent)));
  const [note, setNote] = useState('');
  const start = useMutation({
    mutationFn: (agent: string) => {
      const body = note.trim() ? { instructions: note.trim() } : {};
      return answer(
        api.POST('/api/cards/{cardId}/agents/{agent}/run', {
          params: { path: { cardId: card.id, agent } },
          body,
          headers: intention({ card: card.id, agent, body, after: runs.length }),
        }),
      );
    },
    onSuccess: (started, agent) => {
      onClose();
      const price = started.estimate
        ? `Expected price ${amount(started.estimate.low)} to ${amount(started.estimate.high)}${simulated(agent) ? ', simulated' : ''}.`
        : '';
      const [blocker] = blockers;
      toast({
        tone: 'good',
        title: blocker ? `${nameOf(agent)} waits until ${blocker.key} is done` : `${nameOf(agent)} is queued`,
        detail: `${blocker ? '' : 'It starts as soon as there is room. '}${price}`.trim() || undefined,
      });
    },
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['card', card.id] }), queries.invalidateQueries({ queryKey: ['board'] })]),
  });
  return (
    <Dialog title={`Run an agent on ${card.key}`} onClose={onClose}>
      <Form className="grid gap-4" onSubmit={() => chosen && start.mutate(chosen)}>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">Agent</legend>
          {first.map((agent) => (
            <Choice
              key={agent}
              agent={agent}
              card={card}
              name={nameOf(agent)}
              busy={atWork.has(agent)}
              guest={own.length > 0 && !own.includes(agent)}
              checked={chosen === agent}
              onChoose={() => setChosen(agent)}
            />
          ))}
        </fieldset>
        {blockers.length > 0 && (
          <Notice tone="wait">
            {new Intl.ListFormat('en').format(blockers.map((blocker) => blocker.key))} {blockers.length === 1 ? 'blocks' : 'block'} this
            card: the run is queued, and starts when {blockers.length === 1 ? 'it is' : 'they are'} done.
          </Notice>
        )}
        <TextArea
          label="Note for the agent"
          rows={3}
          maxLength={5_000}
          hint="What matters this time. It reads the card, its documents and comments anyway."
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {start.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(start.error)}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            className="max-w-full"
            disabled={start.isPending}
            disabledReason={lock ?? (chosen ? undefined : 'Every agent of this lane is at work on this card.')}
          >
            <span className="min-w-0 truncate">
              {start.isPending ? 'Starting…' : chosen ? <UserText text={`Start ${nameOf(chosen)}`} /> : 'Start'}
            </span>
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** The agents that the lane's own rule names; others may help in every lane. */
function useOwnAgents(projectId: string, lane: Lane | undefined): string[] {
  const rule = useQuery(workflowQuery(projectId)).data?.lanes.find((candidate) => candidate.number === lane?.number);
  return rule ? [...(rule.onEntry ?? []), ...(rule.parallel ?? []), ...(rule.manual ?? [])] : [];
}

interface ChoiceProps {
  agent: string;
  card: Card;
  name: string;
  busy: boolean;
  /** The lane's rule does not name it; it may help in every lane. */
  guest: boolean;
  checked: boolean;
  onChoose: () => void;
}

function Choice({ agent, card, name, busy, guest, checked, onChoose }: ChoiceProps) {
  const known = useQuery(projectAgentsQuery(card.projectId)).data?.items.find((candidate) => candidate.id === agent);
  return (
    <label
      className={clsx(
        'flex gap-2.5 rounded-md border px-3 py-2',
        checked ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
        busy && 'opacity-60',
      )}
    >
      <input
        type="radio"
        name="agent"
        value={agent}
        checked={checked}
        disabled={busy}
        onChange={onChoose}
        className="mt-1 shrink-0 accent-accent"
      />
      <span className="grid min-w-0 gap-0.5">
        <span className="text-sm font-medium">
          <UserText text={name} />
          {busy && <span className="font-normal text-ink-soft"> is at work on this card</span>}
        </span>
        {guest && <span className="text-xs text-ink-soft">Not an agent of this lane, but may help in any.</span>}
        {known?.risk === 'high' && <span className="text-xs text-ink-soft">Nothing it does takes effect before you approve it.</span>}
        <Price agent={agent} known={known} card={card} />
      </span>
    </label>
  );
}

/** What its runs cost before, else what its model costs; and the most that a run may cost, where the project says so. */
function Price({ agent, known, card }: { agent: string; known: Agent | undefined; card: Card }) {
  const priceOf = usePriceSoFar();
  const earlier = useEarlierRuns(card.id);
  const simulated = useSimulatedAgent();
  const limit = useQuery(agentConfigQuery(card.projectId)).data?.agents[agent]?.budget;
  const models = useQuery(providersQuery).data?.items.flatMap((provider) => provider.models) ?? [];
  const model = models.find((candidate) => candidate.id === known?.model);
  const range = priceRange(agent, earlier);
  const lately = priceOf(agent);
  const said = range
    ? rangeSentence(range, []).slice(0, -1)
    : lately
      ? `No run of it has ended on this board; about ${money(lately.each)} a model call lately (${count(lately.calls)} calls in 30 days)`
      : model
        ? `No run yet; its model costs ${amount(model.inputPrice)} in and ${amount(model.outputPrice)} out a million tokens, before markup`
        : 'No run yet, and no price is known';
  return (
    <span className="tabular flex flex-wrap items-center gap-x-1.5 text-xs text-ink-soft">
      <span className="min-w-0">
        {said}
        {limit && `; at most ${amount(limit)} a run`}
      </span>
      {simulated(agent) && <SimulatedTag />}
    </span>
  );
}
