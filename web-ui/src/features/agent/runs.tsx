import { type UseQueryResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical, Play, RotateCcw, Square } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { canWrite, readOnlyReason } from '~/api/roles.ts';
import type { Card, Lane, Run } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Menu, MenuItem } from '~/ui/menu.tsx';
import { count, money } from '~/ui/numbers.ts';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { ago, lasted, moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { runLabels, useAgentName } from './agent-labels.ts';
import { PersonWanted } from './person-wanted.tsx';
import { RunState } from './run-dot.tsx';

interface RunsProps {
  card: Card;
  lane: Lane | undefined;
  runs: UseQueryResult<{ items: Run[] }>;
}

/** What agents did for this card, what it took and what it costs; stop and start again. */
export function Runs({ card, lane, runs }: RunsProps) {
  if (runs.isPending) return <Skeleton lines={5} label="Loading runs" />;
  if (runs.isError && !runs.data) return <Failed error={runs.error} onRetry={() => void runs.refetch()} />;
  const newest = [...(runs.data?.items ?? [])].sort((a, b) => (b.startedAt ?? '9').localeCompare(a.startedAt ?? '9'));
  return (
    <div className="grid gap-3">
      <RunAgent card={card} lane={lane} atWork={newest.filter((run) => runLabels(run.status).open).map((run) => run.agentId)} />
      {newest.length === 0 ? (
        <Empty title="No agent has worked on this card">
          {lane && lane.onEntry.length > 0
            ? 'Agents of this lane start when a card arrives.'
            : 'Start an agent by hand, or move the card to a lane that starts one.'}
        </Empty>
      ) : (
        <ol aria-label="Runs" className="grid gap-2">
          {newest.map((run) => (
            <RunItem key={run.id} run={run} card={card} />
          ))}
        </ol>
      )}
    </div>
  );
}

function RunItem({ run, card }: { run: Run; card: Card }) {
  const nameOf = useAgentName();
  const { open } = runLabels(run.status);
  return (
    <li aria-label={`Run of ${nameOf(run.agentId)}`} className="grid gap-2 rounded-lg border border-line p-3">
      <div className="flex items-center gap-2.5">
        <span className="text-sm font-semibold">{nameOf(run.agentId)}</span>
        <RunState status={run.status} />
        {run.simulated && (
          <span
            className="inline-flex items-center gap-1 rounded bg-wait-soft px-1.5 text-2xs leading-5 text-wait"
            title="Answered by the built-in simulator, not by a model"
          >
            <FlaskConical aria-hidden size={11} /> Simulated
          </span>
        )}
        <div className="flex-1" />
        <Link
          to="/projects/$projectId/cards/$cardId"
          params={{ projectId: card.projectId, cardId: card.id }}
          search={(kept) => ({ ...kept, tab: 'terminal' })}
          className="inline-flex h-6 items-center text-xs font-medium text-accent underline underline-offset-2"
        >
          Log
        </Link>
        {run.startedAt && (
          <time dateTime={run.startedAt} title={moment(run.startedAt)} className="text-xs text-ink-faint">
            {ago(run.startedAt)}
          </time>
        )}
      </div>
      {run.error && (
        <p className="rounded-md bg-bad-soft px-2.5 py-1.5 text-xs text-bad">
          {run.error.message} <span className="font-mono text-2xs">({run.error.code})</span>
        </p>
      )}
      <PersonWanted run={run} />
      {run.summary && <p className="line-clamp-4 text-sm wrap-anywhere text-ink-soft">{run.summary}</p>}
      <dl className="tabular flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-faint">
        <Fact term="Model" value={[run.provider, run.model].filter(Boolean).join(' / ') || '–'} />
        <Fact term="Tokens" value={count(run.usage?.totalTokens)} />
        <Fact term="Cost" value={money(run.cost)} />
        <Fact term="Price" value={money(run.price)} />
        {run.startedAt && <Fact term="Took" value={lasted(run.startedAt, run.finishedAt)} />}
      </dl>
      {(open || canRetry(run)) && (
        <div className="flex justify-end gap-2">
          <RunButtons run={run} open={open} />
        </div>
      )}
    </li>
  );
}

const canRetry = (run: Run) => run.status === 'FAILED' || run.status === 'CANCELLED' || run.status === 'PARKED';

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div className="flex gap-1.5">
      <dt>{term}</dt>
      <dd className="text-ink-soft">{value}</dd>
    </div>
  );
}

function RunButtons({ run, open }: { run: Run; open: boolean }) {
  const { workspace } = useWorkspace();
  const queries = useQueryClient();
  const intention = useIntention();
  const off = canWrite(workspace?.role) ? undefined : readOnlyReason;
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

function RunAgent({ card, lane, atWork }: { card: Card; lane: Lane | undefined; atWork: string[] }) {
  const { workspace } = useWorkspace();
  const nameOf = useAgentName();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: (agent: string) =>
      answer(
        api.POST('/api/cards/{cardId}/agents/{agent}/run', {
          params: { path: { cardId: card.id, agent } },
          body: {},
          headers: { 'Idempotency-Key': crypto.randomUUID() },
        }),
      ),
    onSuccess: (started, agent) =>
      toast({
        tone: 'good',
        title: `${nameOf(agent)} starts`,
        detail: started.estimate ? `Expected price ${money(started.estimate.low)} to ${money(started.estimate.high)}.` : undefined,
      }),
    onError: (error) => toast({ tone: 'bad', title: 'The agent was not started', detail: errorMessage(error) }),
    onSettled: () =>
      Promise.all([queries.invalidateQueries({ queryKey: ['card', card.id] }), queries.invalidateQueries({ queryKey: ['board'] })]),
  });
  const agents = [...new Set([...(lane?.onEntry ?? []), ...(lane?.agents ?? [])])];
  if (agents.length === 0) return null;
  const free = agents.filter((agent) => !atWork.includes(agent));
  const reason = canWrite(workspace?.role)
    ? free.length === 0
      ? 'Every agent of this lane is at work on this card.'
      : undefined
    : readOnlyReason;
  if (reason !== undefined) {
    return (
      <Button className="justify-self-start" disabledReason={reason}>
        <Play aria-hidden size={13} /> Run an agent…
      </Button>
    );
  }
  return (
    <Menu
      label="Agents"
      align="start"
      trigger={
        <Button className="justify-self-start" disabled={start.isPending}>
          <Play aria-hidden size={13} /> Run an agent…
        </Button>
      }
    >
      {free.map((agent) => (
        <MenuItem key={agent} onSelect={() => start.mutate(agent)}>
          {nameOf(agent)}
        </MenuItem>
      ))}
    </Menu>
  );
}
