import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import { projectsQuery, usageQuery } from '~/api/queries.ts';
import type { Usage } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { useSimulatedProviders } from '~/features/agent/simulated.tsx';
import { useProviderName } from '~/features/settings/use-provider-name.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Notice } from '~/ui/notice.tsx';
import { count, money, shortCount } from '~/ui/numbers.ts';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { calendarDay } from '~/ui/times.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { DayChart } from './day-chart.tsx';
import { period } from './period.ts';
import { TallyTable } from './tally-table.tsx';

const choices = [7, 30, 90] as const;

export function UsagePage() {
  const { workspaceId } = useParams({ from: '/signed-in/workspaces/$workspaceId/usage' });
  const { days = 30 } = useSearch({ from: '/signed-in/workspaces/$workspaceId/usage' });
  const navigate = useNavigate();
  const { workspace, live } = useWorkspace();
  const id = useId();
  const { from, to } = period(days, new Date());
  const usage = useQuery({
    ...usageQuery(workspaceId, from, to),
    placeholderData: keepPreviousData,
    refetchInterval: live === 'live' ? 15_000 : 5_000,
  });
  useTitle('Usage');
  return (
    <div className="mx-auto grid max-w-6xl gap-6 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <p className="text-sm text-ink-faint">
            <UserText text={workspace?.name ?? ''} />
          </p>
          <h1 className="text-xl font-semibold tracking-tight">Usage</h1>
        </div>
        <div className="flex items-center gap-2">
          <label htmlFor={id} className="text-sm text-ink-soft">
            Period
          </label>
          <select
            id={id}
            value={days}
            onChange={(event) =>
              void navigate({
                to: '/workspaces/$workspaceId/usage',
                params: { workspaceId },
                search: { days: Number(event.target.value) },
                replace: true,
              })
            }
            className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                Last {choice} days
              </option>
            ))}
          </select>
        </div>
      </header>
      {usage.isPending ? (
        <Skeleton lines={8} label="Loading usage" />
      ) : usage.isError && !usage.data ? (
        <Failed error={usage.error} onRetry={() => void usage.refetch()} />
      ) : usage.data.totalCalls === 0 ? (
        <Empty title="Nothing used in this period">Every call that an agent makes is counted here with its tokens, cost and price.</Empty>
      ) : (
        <Figures usage={usage.data} workspaceId={workspaceId} from={from} to={to} />
      )}
    </div>
  );
}

function Figures({ usage, workspaceId, from, to }: { usage: Usage; workspaceId: string; from: string; to: string }) {
  const nameOf = useAgentName();
  const providerName = useProviderName();
  const projects = useQuery(projectsQuery(workspaceId)).data?.items;
  const { breakdown } = usage;
  const simulated = useSimulatedProviders();
  const played = Object.keys(breakdown.byProvider).filter((provider) => simulated.has(provider));
  const all = played.length === Object.keys(breakdown.byProvider).length;
  const tokens = Object.values(breakdown.byProvider).reduce((sum, tally) => sum + tally.inputTokens + tally.outputTokens, 0);
  const projectName = (id: string) => projects?.find((project) => project.id === id)?.name ?? 'A project that is gone';
  return (
    <>
      {played.length > 0 && (
        <Notice tone="wait">
          {all ? 'All of these calls were' : `The calls to ${new Intl.ListFormat('en').format(played.map(providerName))} were`} played by
          the built-in simulator: the figures are what such calls would cost, and no provider charges for them.
        </Notice>
      )}
      <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-4 sm:divide-x sm:divide-line">
        <Total term="Price" value={money(usage.totalPrice)} hint={all && played.length > 0 ? 'Simulated' : 'What you pay'} />
        <Total term="Cost" value={money(usage.totalCost)} hint={all && played.length > 0 ? 'Simulated' : 'What providers charge'} />
        <Total term="Calls" value={count(usage.totalCalls)} hint="To models" />
        <Total term="Tokens" value={shortCount(tokens)} hint="In and out" />
      </dl>
      <DayChart byDay={breakdown.byDay} from={from} to={to} />
      <div className="grid gap-6 lg:grid-cols-2">
        <p className="text-xs text-ink-faint lg:col-span-2">In and out are tokens that models read and wrote.</p>
        <TallyTable title="By agent" tallies={breakdown.byAgent} nameOf={nameOf} />
        <TallyTable title="By model" tallies={breakdown.byModel} />
        <TallyTable
          title="By provider"
          tallies={breakdown.byProvider}
          nameOf={providerName}
          simulated={(provider) => simulated.has(provider)}
        />
        <TallyTable title="By project" tallies={breakdown.byProject} nameOf={projectName} />
      </div>
      <TallyTable title="By day" tallies={breakdown.byDay} nameOf={calendarDay} order="name" />
    </>
  );
}

function Total({ term, value, hint }: { term: string; value: string; hint: string }) {
  return (
    <div className="px-4 py-3">
      <dt className="text-xs text-ink-faint">{term}</dt>
      <dd className="tabular text-xl font-semibold tracking-tight">{value}</dd>
      <dd className="text-2xs text-ink-faint">{hint}</dd>
    </div>
  );
}
