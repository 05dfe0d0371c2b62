import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Play, RotateCcw, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { providersQuery } from '~/api/queries.ts';
import type { Card, Lane, Run } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { Ago, Elapsed } from '~/ui/clock.tsx';
import { count, money } from '~/ui/numbers.ts';
import { Prose } from '~/ui/prose.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { runLabels, useAgentName } from './agent-labels.ts';
import { PersonWanted } from './person-wanted.tsx';
import { RunState } from './run-dot.tsx';
import { SimulatedTag } from './simulated.tsx';

interface RunsProps {
  card: Card;
  lane: Lane | undefined;
  runs: UseQueryResult<{ items: Run[] }>;
  onStart: () => void;
}

/** What agents did for this card, what it took and what it costs; stop and start again. */
export function Runs({ card, lane, runs, onStart }: RunsProps) {
  const lock = useWriteLock();
  if (runs.isPending) return <Skeleton lines={5} label="Loading runs" />;
  if (runs.isError && !runs.data) return <Failed error={runs.error} onRetry={() => void runs.refetch()} />;
  const newest = [...(runs.data?.items ?? [])].sort((a, b) => (b.startedAt ?? '9').localeCompare(a.startedAt ?? '9'));
  return (
    <div className="grid gap-3">
      {lane && lane.onEntry.length + lane.agents.length > 0 && (
        <Button className="justify-self-start" disabledReason={lock} onClick={onStart}>
          <Play aria-hidden size={13} /> Run an agent…
        </Button>
      )}
      {newest.length === 0 ? (
        <Empty title="No agent has worked on this card">
          {lane && lane.onEntry.length > 0
            ? 'Agents of this lane start when a card arrives.'
            : 'Start an agent by hand, or move the card to a lane that starts one.'}
        </Empty>
      ) : (
        <ol aria-label="Runs" className="grid gap-2">
          {newest.map((run) => (
            <RunItem key={run.id} run={run} card={card} all={newest} />
          ))}
        </ol>
      )}
    </div>
  );
}

function RunItem({ run, card, all }: { run: Run; card: Card; all: Run[] }) {
  const nameOf = useAgentName();
  const { open } = runLabels(run.status);
  const ending = endingOf(run, all);
  const name = nameOf(run.agentId);
  return (
    <li
      id={`run-${run.id}`}
      aria-label={`Run of ${plain(name)}`}
      className="grid scroll-mt-2 gap-2 rounded-lg border border-line p-3 max-sm:p-2.5"
    >
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="min-w-0 text-sm font-semibold">
          <UserText text={name} />
        </span>
        {ending === 'sent-back' || ending === 'turned-down' ? (
          <span className="text-xs font-medium text-ink-soft">
            {ending === 'sent-back' ? 'Sent back by a person' : 'Rejected by a person'}
          </span>
        ) : (
          <RunState status={run.status} />
        )}
        {run.simulated && <SimulatedTag />}
        <span className="ml-auto inline-flex items-center gap-2.5">
          <Link
            to="/projects/$projectId/cards/$cardId"
            params={{ projectId: card.projectId, cardId: card.id }}
            search={(kept) => ({ ...kept, tab: 'terminal', run: run.id })}
            className="inline-flex h-6 items-center text-xs font-medium text-accent underline underline-offset-2"
          >
            Log
          </Link>
          {run.startedAt && <Ago at={run.startedAt} className="text-xs text-ink-faint" />}
        </span>
      </div>
      <Attempts run={run} all={all} nameOf={nameOf} />
      {run.error && ending === undefined && (
        <p
          className={clsx('rounded-md px-2.5 py-1.5 text-xs', run.status === 'FAILED' ? 'bg-bad-soft text-bad' : 'bg-sunken text-ink-soft')}
        >
          <UserText text={plainSentence(run.error.message, nameOf)} />
        </p>
      )}
      <PersonWanted run={run} />
      {run.summary && <Summary text={run.summary} />}
      <dl className="tabular flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-faint">
        <Fact term="Model" value={<Model run={run} />} />
        <Fact term="Tokens" value={count(run.usage?.totalTokens)} />
        <Fact term="Cost" value={money(run.cost)} />
        <Fact term="Price" value={money(run.price)} />
        {!open && run.finishedAt && run.startedAt ? (
          <Fact
            term={run.approvedBy || ending ? 'From start to end' : 'Took'}
            value={<Elapsed from={run.startedAt} to={run.finishedAt} />}
          />
        ) : (
          run.startedAt && <Fact term="Since its start" value={<Elapsed from={run.startedAt} to={null} />} />
        )}
      </dl>
      {(open || (canRetry(run) && ending !== 'sent-back')) && (
        <div className="flex flex-wrap items-center justify-end gap-2">
          {canRetry(run) && <span className="tabular text-xs text-ink-soft">This attempt cost {money(run.price)}.</span>}
          <RunButtons run={run} open={open} />
        </div>
      )}
    </li>
  );
}

/** A person's no is no failure: with another attempt the work was sent back, without one it was turned down. */
function endingOf(run: Run, all: Run[]): 'sent-back' | 'turned-down' | undefined {
  if (run.error?.code !== 'rejected') return undefined;
  return all.some((other) => other.retryOf === run.id) ? 'sent-back' : 'turned-down';
}

/** The attempt before this one and the one after it, a press away. */
function Attempts({ run, all, nameOf }: { run: Run; all: Run[]; nameOf: (agent: string) => string }) {
  const before = all.find((other) => other.id === run.retryOf);
  const after = all.find((other) => other.retryOf === run.id);
  if (!before && !after) return null;
  const link = (other: Run, words: string) => (
    <button
      type="button"
      onClick={() => document.getElementById(`run-${other.id}`)?.scrollIntoView({ block: 'nearest' })}
      className="inline-flex min-h-6 items-center font-medium text-accent underline underline-offset-2"
    >
      {words}
    </button>
  );
  return (
    <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
      {before && (
        <span>
          Another attempt, after {link(before, `the one of ${moment(before.startedAt ?? before.finishedAt ?? '')}`)}
          {before.error?.code === 'rejected' && before.error.message && (
            <>
              : “<UserText text={plainSentence(before.error.message, nameOf)} />”
            </>
          )}
        </span>
      )}
      {after && <span>{link(after, 'See the next attempt')}</span>}
    </p>
  );
}

function Summary({ text }: { text: string }) {
  const [whole, setWhole] = useState(false);
  const long = text.length > 400;
  return (
    <div className="grid gap-1 text-ink-soft">
      <div className={clsx(long && !whole && 'line-clamp-4')}>
        <Prose text={text} />
      </div>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="inline-flex min-h-6 items-center justify-self-start text-xs font-medium text-accent underline underline-offset-2"
        >
          {whole ? 'Less' : 'More'}
        </button>
      )}
    </div>
  );
}

function Model({ run }: { run: Run }) {
  const provider = useQuery(providersQuery).data?.items.find((candidate) => candidate.id === run.provider)?.name ?? run.provider;
  return <>{[provider, run.model].filter(Boolean).join(' / ') || '–'}</>;
}

const canRetry = (run: Run) => run.status === 'FAILED' || run.status === 'CANCELLED' || run.status === 'PARKED';

function Fact({ term, value }: { term: string; value: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className="shrink-0">{term}</dt>
      <dd className="min-w-0 wrap-anywhere text-ink-soft">{value}</dd>
    </div>
  );
}

function RunButtons({ run, open }: { run: Run; open: boolean }) {
  const off = useWriteLock();
  const queries = useQueryClient();
  const intention = useIntention();
  const settled = () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['card', run.cardId] }), queries.invalidateQueries({ queryKey: ['board'] })]);
  const refused = (title: string) => (error: unknown) => toast({ tone: 'bad', title, detail: errorMessage(error) });
  const call = (verb: string) => ({ params: { path: { runId: run.id } }, headers: intention({ verb, run: run.id, status: run.status }) });
  const cancel = useMutation({
    mutationFn: () => answer(api.POST('/api/runs/{runId}/cancel', call('cancel'))),
    onError: refused('The run was not cancelled'),
    onSettled: settled,
  });
  const retry = useMutation({
    mutationFn: () => answer(api.POST('/api/runs/{runId}/retry', call('retry'))),
    onError: refused('The run was not started again'),
    onSettled: settled,
  });
  return (
    <>
      {open && run.status !== 'WAITING_APPROVAL' && (
        <Button kind="danger" className="h-7 px-2.5" disabledReason={off} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          <Square aria-hidden size={12} /> Cancel run
        </Button>
      )}
      {canRetry(run) && (
        <Button className="h-7 px-2.5" disabledReason={off} disabled={retry.isPending} onClick={() => retry.mutate()}>
          <RotateCcw aria-hidden size={13} /> Retry run
        </Button>
      )}
    </>
  );
}
