import { useQuery } from '@tanstack/react-query';
import { Bot, User } from 'lucide-react';
import { historyQuery } from '~/api/queries.ts';
import type { HistoryEntry, Lane } from '~/api/types.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { ago, moment } from '~/ui/times.ts';

/** Who changed what, newest first; people and agents alike. */
export function History({ cardId, lanes }: { cardId: string; lanes: Lane[] }) {
  const history = useQuery(historyQuery(cardId));
  const nameOf = useActorName();
  if (history.isPending) return <Skeleton lines={6} label="Loading the history" />;
  if (history.isError) return <Failed error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data.items.length === 0)
    return <Empty title="Nothing has happened yet">Every change by a person or an agent is written here.</Empty>;
  const entries = [...history.data.items].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return (
    <ol aria-label="History" className="grid">
      {entries.map((entry) => {
        const when = entry.createdAt;
        const Icon = entry.actor.startsWith('agent:') ? Bot : User;
        return (
          <li key={entry.id} className="grid grid-cols-[1.5rem_1fr_auto] gap-x-2 border-b border-line py-2 text-sm last:border-0">
            <Icon aria-hidden size={15} className="mt-0.5 text-ink-faint" />
            <p className="wrap-anywhere">
              <span className="font-medium">{nameOf(entry.actor)}</span> <span className="text-ink-soft">{told(entry, lanes)}</span>
            </p>
            <time dateTime={when} title={moment(when)} className="text-xs text-ink-faint">
              {ago(when)}
            </time>
            {entry.reason && <p className="col-start-2 text-xs text-ink-soft">Reason: {entry.reason}</p>}
          </li>
        );
      })}
    </ol>
  );
}

const quiet = new Set(['laneId', 'position', 'rank', 'version']);

function told(entry: HistoryEntry, lanes: Lane[]): string {
  const changes = entry.changes ?? {};
  const lane = changes.lane;
  const laneName = (number: unknown) => lanes.find((candidate) => candidate.number === number)?.name ?? `lane ${String(number)}`;
  if (lane && lane.from !== lane.to && lane.from !== null && lane.from !== undefined) {
    return `moved it from ${laneName(lane.from)} to ${laneName(lane.to)}`;
  }
  const action = entry.action.toLowerCase().replaceAll('_', ' ');
  if (action.endsWith('created')) return 'created the card';
  const fields = Object.entries(changes).filter(([name]) => !quiet.has(name));
  if (fields.length === 0) return action === 'moved' ? 'changed its place in the lane' : `${action} it`;
  return `changed ${fields.map(([name, change]) => (short(change.to) === undefined ? name : `${name} to ${short(change.to)}`)).join(', ')}`;
}

function short(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.length <= 60 ? `“${value}”` : undefined;
}
