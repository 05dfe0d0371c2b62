import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bot, User } from 'lucide-react';
import { documentsQuery, historyQuery, runsQuery } from '~/api/queries.ts';
import type { Card, HistoryEntry, Lane } from '~/api/types.ts';
import { useActorName, useMemberName } from '~/features/agent/actor.ts';
import { SimulatedTag } from '~/features/agent/simulated.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { UserText } from '~/ui/user-text.tsx';
import { type Names, told } from './history-words.ts';

/** Who did what, newest first; people and agents alike. What an agent did in one run stands together. */
export function History({ card, lanes }: { card: Card; lanes: Lane[] }) {
  const history = useQuery(historyQuery(card.id));
  const documents = useQuery(documentsQuery(card.projectId)).data?.items;
  const nameOf = useActorName();
  const member = useMemberName();
  const runs = useQuery(runsQuery(card.id)).data?.items;
  if (history.isPending) return <Skeleton lines={6} label="Loading the history" />;
  if (history.isError) return <Failed error={history.error} onRetry={() => void history.refetch()} />;
  if (history.data.items.length === 0)
    return <Empty title="Nothing has happened yet">Every change by a person or an agent is written here.</Empty>;
  const names: Names = {
    lane: (number) => lanes.find((candidate) => candidate.number === number)?.name ?? `lane ${String(number)}`,
    member,
    document: (id) => documents?.find((candidate) => candidate.id === id)?.title,
  };
  return (
    <ol aria-label="History" className="grid">
      {grouped(history.data.items).map((entries) => (
        <Together
          key={entries[0]?.id}
          entries={entries}
          names={names}
          nameOf={nameOf}
          simulated={runs?.find((run) => run.id === entries[0]?.runId)?.simulated === true}
        />
      ))}
    </ol>
  );
}

interface TogetherProps {
  entries: HistoryEntry[];
  names: Names;
  nameOf: (actor: string) => string;
  /** The run that all of them belong to was played by the simulator. */
  simulated: boolean;
}

function Together({ entries, names, nameOf, simulated }: TogetherProps) {
  const [newest] = entries;
  if (!newest) return null;
  const Icon = newest.actor.startsWith('user:') ? User : Bot;
  return (
    <li className="grid grid-cols-[1.5rem_1fr] gap-x-2 gap-y-1 sm:grid-cols-[1.5rem_1fr_auto] border-b border-line py-2.5 text-sm last:border-0">
      <Icon aria-hidden size={15} className="mt-0.5 text-ink-faint" />
      <div className="grid gap-1">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} names={names} name={nameOf(entry.actor)} />
        ))}
        {simulated && (
          <p>
            <SimulatedTag />
          </p>
        )}
      </div>
      <p className="flex flex-wrap gap-x-2 text-xs text-ink-faint max-sm:col-start-2 sm:block sm:text-right">
        <Ago at={newest.createdAt} className="block" />
        <span className="block text-2xs leading-4">{moment(newest.createdAt)}</span>
      </p>
    </li>
  );
}

function Line({ entry, names, name }: { entry: HistoryEntry; names: Names; name: string }) {
  const { words, document } = told(entry, names);
  return (
    <div>
      <p className="wrap-anywhere">
        <span className="font-medium">
          <UserText text={name} />
        </span>{' '}
        <span className="text-ink-soft">
          <UserText text={words} />
        </span>
        {document && (
          <>
            {' '}
            <Link
              to="."
              search={(kept) => ({ ...kept, tab: 'documents' as const, document: document.id })}
              className="font-medium text-accent underline underline-offset-2"
            >
              <UserText text={document.title} />
            </Link>
          </>
        )}
      </p>
      {entry.reason && (
        <p className="text-xs wrap-anywhere text-ink-soft">
          Reason: <UserText text={entry.reason} />
        </p>
      )}
    </div>
  );
}

/** Newest first; entries of one run that follow each other in one. */
function grouped(items: readonly HistoryEntry[]): HistoryEntry[][] {
  const groups: HistoryEntry[][] = [];
  for (const entry of [...items].sort((a, b) => b.createdAt.localeCompare(a.createdAt))) {
    const last = groups.at(-1);
    if (last?.[0] && entry.runId && last[0].runId === entry.runId && last[0].actor === entry.actor) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
