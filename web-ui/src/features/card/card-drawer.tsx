import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Maximize2, Minimize2, Pencil, X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { boardQuery, cardQuery, runsQuery } from '~/api/queries.ts';
import type { Board, Card } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { RunAgentDialog } from '~/features/agent/run-agent-dialog.tsx';
import { Runs } from '~/features/agent/runs.tsx';
import { inLane, withState } from '~/features/board/arrangement.ts';
import { PriorityMark, TypeMark } from '~/features/board/card-marks.tsx';
import { laneNumber } from '~/features/board/lane-labels.ts';
import { MoveMenu } from '~/features/board/move-menu.tsx';
import { OverrideDialog } from '~/features/board/override-dialog.tsx';
import { focusCard } from '~/features/board/travel.ts';
import { useMove } from '~/features/board/use-move.ts';
import { Documents } from '~/features/document/documents.tsx';
import { Terminal } from '~/features/terminal/terminal.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { boardSearch, type CardTab, cardTabs } from '~/paths.ts';
import { IconButton } from '~/ui/button.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { ArchivedNotice } from './archive.tsx';
import { CardMenu } from './card-menu.tsx';
import { EditCardDialog } from './edit-card-dialog.tsx';
import { History } from './history.tsx';
import { NextStepBar } from './next-step-bar.tsx';
import { Overview } from './overview.tsx';
import { WatchButton } from './watch-button.tsx';

const tabLabels: Record<CardTab, string> = {
  overview: 'Overview',
  documents: 'Documents',
  runs: 'Runs',
  terminal: 'Terminal',
  history: 'History',
};

/** One card beside its board; the board stays usable. */
export function CardDrawer() {
  const { projectId, cardId } = useParams({ from: '/signed-in/projects/$projectId/cards/$cardId' });
  const navigate = useNavigate();
  const { live, project } = useWorkspace();
  const refetchInterval = live === 'live' ? (false as const) : 4_000;
  const card = useQuery({ ...cardQuery(cardId), refetchInterval });
  const board = useQuery({ ...boardQuery(project?.boardId ?? ''), enabled: project !== undefined }).data;
  const { tab } = useSearch({ from: '/signed-in/projects/$projectId/cards/$cardId' });
  const runs = useQuery(runsQuery(cardId)).data?.items;
  const [chosen, setWide] = useState<boolean>();
  // code is read in wide lines, unless the person has said how wide they want it
  const wide = chosen ?? (tab === 'runs' && runs?.some((run) => run.status === 'WAITING_APPROVAL') === true);
  useOneTruth(card.data, project?.boardId);
  useTitle(card.data && `${card.data.key} ${card.data.title}`);

  const close = () => {
    void navigate({
      to: '/projects/$projectId',
      params: { projectId },
      search: (kept) => boardSearch(kept),
    });
    requestAnimationFrame(() => focusCard(cardId));
  };
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open], [role=menu]')) close();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onEscape(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  return (
    <aside
      aria-label={card.data ? `Card ${card.data.key}` : 'Card'}
      className={clsx(
        'flex h-full shrink-0 flex-col border-l border-line bg-surface max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:shadow-float',
        wide ? 'w-[min(64rem,calc(100vw-20rem))]' : 'w-[36rem]',
        'max-lg:w-[min(40rem,100vw)]! max-w-full',
      )}
    >
      {card.isPending ? (
        <DrawerFrame onClose={close}>
          <div className="p-5">
            <Skeleton lines={8} label="Loading the card" />
          </div>
        </DrawerFrame>
      ) : card.isError && !card.data ? (
        <DrawerFrame onClose={close}>
          <Failed error={card.error} onRetry={() => void card.refetch()} />
        </DrawerFrame>
      ) : (
        <DrawerContent key={cardId} card={card.data} board={board} wide={wide} onWide={() => setWide(!wide)} onClose={close} />
      )}
    </aside>
  );
}

/** The open card is read more often than its board: what it says last stands on its tile as well. */
function useOneTruth(card: Card | undefined, boardId: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (card && boardId) queries.setQueryData(boardQuery(boardId).queryKey, (board) => board && withState(board, card));
  }, [card, boardId, queries]);
}

function DrawerFrame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <>
      <div className="flex justify-end p-2">
        <IconButton label="Close card" onClick={onClose}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      {children}
    </>
  );
}

interface DrawerContentProps {
  card: Card;
  board: Board | undefined;
  wide: boolean;
  onWide: () => void;
  onClose: () => void;
}

function DrawerContent({ card, board, wide, onWide, onClose }: DrawerContentProps) {
  const { tab = 'overview', run: shownRun } = useSearch({ from: '/signed-in/projects/$projectId/cards/$cardId' });
  const navigate = useNavigate();
  const { live } = useWorkspace();
  const lock = useWriteLock();
  const nameOf = useAgentName();
  const runs = useQuery({ ...runsQuery(card.id), refetchInterval: live === 'live' ? false : 4_000 });
  const { move, again, overriding, setOverriding } = useMove(card.boardId);
  const summary = board?.cards.find((candidate) => candidate.id === card.id);
  const lane = board?.lanes.find((candidate) => candidate.number === card.lane);
  const [editing, setEditing] = useState(false);
  const [starting, setStarting] = useState(false);
  const simulated = (run: string) => runs.data?.items.find((candidate) => candidate.id === run)?.simulated === true;
  const agentOf = (run: string) => runs.data?.items.find((candidate) => candidate.id === run)?.agentId;

  const endOf = (to: number) => ({ lane: to, position: board?.lanes.find((candidate) => candidate.number === to)?.count ?? 0 });

  const show = (chosen: string) =>
    void navigate({
      to: '/projects/$projectId/cards/$cardId',
      params: { projectId: card.projectId, cardId: card.id },
      search: ({ document: _document, run: _run, ...kept }) => ({ ...kept, tab: cardTabs.find((known) => known === chosen) ?? 'overview' }),
      replace: true,
    });

  return (
    <>
      <header className="grid gap-2 px-5 pt-3 pb-3 max-sm:px-4">
        <div className="flex items-start gap-1">
          <div className="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-0.5">
            <span className="shrink-0 font-mono text-xs whitespace-nowrap text-ink-soft">{card.key}</span>
            <TypeMark type={card.type} />
            <PriorityMark priority={card.priority} worded />
            {lane && (
              <span className="min-w-0 truncate text-2xs text-ink-faint">
                <span className="font-mono">{laneNumber(lane.number)}</span> <UserText text={lane.name} />
              </span>
            )}
          </div>
          {lock === undefined && <WatchButton cardId={card.id} />}
          {lock === undefined && !card.archivedAt && (
            <IconButton label="Edit card" onClick={() => setEditing(true)}>
              <Pencil aria-hidden size={14} />
            </IconButton>
          )}
          <CardMenu card={card} onGone={onClose} />
          <IconButton label={wide ? 'Narrow card' : 'Widen card'} aria-pressed={wide} onClick={onWide} className="max-lg:hidden">
            {wide ? <Minimize2 aria-hidden size={15} /> : <Maximize2 aria-hidden size={15} />}
          </IconButton>
          <IconButton label="Close card" onClick={onClose}>
            <X aria-hidden size={16} />
          </IconButton>
        </div>
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <h2
            className={clsx(
              'min-w-32 flex-1 font-semibold wrap-anywhere',
              card.title.length > 80 ? 'text-base leading-5' : 'text-lg leading-6 tracking-tight',
            )}
          >
            <UserText text={card.title} />
          </h2>
          {summary && board && (
            <MoveMenu
              worded
              card={summary}
              lanes={board.lanes}
              laneSize={inLane(board.cards, summary.lane).length}
              nameOf={nameOf}
              disabledReason={lock}
              onMove={(moving, to) => move({ card: moving, to, by: 'menu' })}
              onOverride={(moving, to) => setOverriding({ card: moving, to, by: 'menu' })}
            />
          )}
        </div>
      </header>
      <ArchivedNotice card={card} />
      <NextStepBar
        card={card}
        board={board}
        runs={runs.data?.items}
        onMove={(to) => summary && move({ card: summary, to: endOf(to), by: 'menu' })}
        onOverride={(to) => summary && setOverriding({ card: summary, to: endOf(to), by: 'menu' })}
        onRun={() => setStarting(true)}
        tab={tab}
      />
      <Tabs.Root value={tab} onValueChange={show} className="flex min-h-0 flex-1 flex-col">
        <Tabs.List aria-label="Card" className="flex shrink-0 flex-wrap gap-x-1 border-b border-line px-4 max-sm:px-2">
          {cardTabs.map((name) => (
            <Tabs.Trigger
              key={name}
              value={name}
              className="-mb-px border-b-2 border-transparent px-2 py-1.5 max-sm:px-1.5 text-sm text-ink-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
            >
              {tabLabels[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Panel name="overview">
          <Overview card={card} board={board} lane={lane} />
        </Panel>
        <Panel name="documents">
          <Documents projectId={card.projectId} cardId={card.id} />
        </Panel>
        <Panel name="runs">
          <Runs card={card} lane={lane} runs={runs} onStart={() => setStarting(true)} />
        </Panel>
        <Panel name="terminal" flush>
          <Terminal cardId={card.id} agentOf={agentOf} startAt={shownRun} simulated={simulated} />
        </Panel>
        <Panel name="history">
          <History card={card} lanes={board?.lanes ?? []} />
        </Panel>
      </Tabs.Root>
      {starting && <RunAgentDialog card={card} lane={lane} runs={runs.data?.items ?? []} onClose={() => setStarting(false)} />}
      {editing && <EditCardDialog card={card} onClose={() => setEditing(false)} />}
      {overriding && (
        <OverrideDialog
          cardKey={overriding.card.key}
          laneName={board?.lanes.find((candidate) => candidate.number === overriding.to.lane)?.name ?? 'the lane'}
          onMove={(reason) => again({ ...overriding, override: reason })}
          onClose={() => setOverriding(undefined)}
        />
      )}
    </>
  );
}

function Panel({ name, flush = false, children }: { name: CardTab; flush?: boolean; children: ReactNode }) {
  return (
    <Tabs.Content
      value={name}
      className={clsx('min-h-0 flex-1 -outline-offset-2', flush ? 'overflow-hidden' : 'overflow-y-auto px-5 py-4 max-sm:px-4')}
    >
      {children}
    </Tabs.Content>
  );
}
