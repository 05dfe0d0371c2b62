import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Hand, Plus, Search } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type Board, type CardSummary, cardTypes, type Project } from '~/api/types.ts';
import { cardTypeWords } from '~/api/words.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import type { BoardSearch } from '~/paths.ts';
import { Button } from '~/ui/button.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { inLane, moved, type Place } from './arrangement.ts';
import { needsYou } from './card-state.ts';
import { CardTile } from './card-tile.tsx';
import { LaneColumn } from './lane-column.tsx';
import { NewCardDialog } from './new-card-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useDrag } from './use-drag.ts';
import { useFollow } from './use-follow.ts';
import { useKeyboardMove } from './use-keyboard-move.ts';
import { useMove } from './use-move.ts';
import { verdict } from './verdict.ts';

export function BoardView({ project, board }: { project: Project; board: Board }) {
  const { feed } = useWorkspace();
  const { cardId: openCard } = useParams({ strict: false });
  const filter = useSearch({ strict: false }) as BoardSearch;
  const nameOf = useAgentName();
  const lock = useWriteLock();
  const writable = lock === undefined;
  const [newIn, setNewIn] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  const { move, again, returned, overriding, setOverriding } = useMove(board.id);

  const dragged = useCallback((card: CardSummary, to: Place) => move({ card, to, by: 'drag' }), [move]);
  const inHand = useDrag(board, scroller, feed, dragged);
  const { lift, onKeyDown, putDown } = useKeyboardMove(board, writable, (card, to) => move({ card, to, by: 'keys' }));
  const shown = lift ? moved(board, lift.card.id, lift.to) : board;

  const byMenu = (card: CardSummary, to: Place) => move({ card, to, by: 'menu' });
  const override = (card: CardSummary, to: Place) => setOverriding({ card, to, by: 'menu' });
  const parts = useMemo(() => countParts(board.cards), [board.cards]);
  // Typing goes first; the lanes follow when the hand rests.
  const wanted = useDeferredValue(filter);
  const matching = shown.cards.filter((card) => matches(card, wanted));
  const yours = useMemo(() => board.cards.filter(needsYou).length, [board.cards]);
  useFollow(scroller, board, openCard);

  return (
    <section aria-label={`Board of ${plain(project.name)}`} className="@container flex min-w-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2 max-sm:px-3">
        <h1 className="min-w-0 truncate text-base font-semibold tracking-tight @max-xl:sr-only">
          <UserText text={project.name} />
        </h1>
        <Button kind="primary" disabledReason={lock} onClick={() => setNewIn(0)} className="@xl:order-last @xl:ml-auto">
          <Plus aria-hidden size={16} /> New card
        </Button>
        <Filters filter={filter} hidden={shown.cards.length - matching.length} yours={yours} />
      </div>
      <p id="card-keys" hidden>
        Press Space to lift the card and arrow keys to move it.
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pointers of the tiles inside bubble up to here */}
      <div
        ref={scroller}
        onKeyDown={onKeyDown}
        onPointerDown={lift && putDown}
        data-scrolls="sideways"
        className="relative flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 pb-4 max-sm:snap-x max-sm:snap-mandatory max-sm:scroll-px-3 max-sm:px-3"
      >
        {shown.lanes.map((lane) => {
          const all = inLane(shown.cards, lane.number);
          const cards = inLane(matching, lane.number);
          return (
            <LaneColumn
              key={lane.id}
              lane={lane}
              cards={cards}
              total={all.length}
              projectId={project.id}
              boardId={board.id}
              writable={writable}
              hovering={inHand && verdict(inHand, lane, nameOf)}
              nameOf={nameOf}
              onNewCard={setNewIn}
              tile={(card) => (
                <CardTile
                  card={card}
                  projectId={project.id}
                  lanes={shown.lanes}
                  laneSize={all.length}
                  parts={parts.get(card.id) ?? 0}
                  open={card.id === openCard}
                  lifted={card.id === lift?.card.id}
                  returned={card.id === returned}
                  writable={writable}
                  nameOf={nameOf}
                  onMove={byMenu}
                  onOverride={override}
                />
              )}
            />
          );
        })}
      </div>
      {newIn !== undefined && (
        <NewCardDialog
          projectId={project.id}
          boardId={board.id}
          lanes={board.lanes}
          lane={newIn}
          nameOf={nameOf}
          onClose={() => setNewIn(undefined)}
        />
      )}
      {overriding && (
        <OverrideDialog
          cardKey={overriding.card.key}
          laneName={board.lanes.find((lane) => lane.number === overriding.to.lane)?.name ?? 'the lane'}
          onMove={(reason) => again({ ...overriding, override: reason })}
          onClose={() => setOverriding(undefined)}
        />
      )}
    </section>
  );
}

interface FiltersProps {
  filter: BoardSearch;
  hidden: number;
  /** Cards that wait for a person. */
  yours: number;
}

function Filters({ filter, hidden, yours }: FiltersProps) {
  const navigate = useNavigate();
  const set = (change: BoardSearch) =>
    void navigate({ to: '.', replace: true, search: (kept: Record<string, unknown>) => ({ ...kept, ...change }) as never });
  return (
    <search className="flex min-w-0 flex-wrap items-center gap-2 @max-xl:contents">
      <div className="relative min-w-32 @max-xl:order-first @max-xl:flex-1">
        <Search aria-hidden size={14} className="absolute top-2 left-2.5 text-ink-faint" />
        <input
          type="search"
          aria-label="Filter cards"
          placeholder="Filter cards"
          value={filter.q ?? ''}
          onChange={(event) => set({ q: event.target.value || undefined } as BoardSearch)}
          className="h-8 w-44 rounded-md border border-line-strong bg-surface pr-2 pl-8 text-sm placeholder:text-ink-faint @max-xl:w-full"
        />
      </div>
      <select
        aria-label="Type of card"
        value={filter.type ?? ''}
        onChange={(event) => set({ type: event.target.value || undefined } as BoardSearch)}
        className="h-8 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        <option value="">All types</option>
        {cardTypes.map((type) => (
          <option key={type} value={type}>
            {cardTypeWords[type]}
          </option>
        ))}
      </select>
      {(yours > 0 || filter.you) && (
        <button
          type="button"
          aria-pressed={filter.you === true}
          title="Show only cards that wait for a person"
          onClick={() => set({ you: filter.you ? undefined : true } as BoardSearch)}
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-transparent bg-wait-soft px-2.5 text-sm font-medium whitespace-nowrap text-wait hover:brightness-95 aria-pressed:border-wait"
        >
          <Hand aria-hidden size={14} /> {yours} {yours === 1 ? 'needs' : 'need'} you
        </button>
      )}
      {hidden > 0 && (
        <span role="status" className="text-xs text-ink-faint">
          {hidden} hidden
        </span>
      )}
    </search>
  );
}

function matches(card: CardSummary, filter: BoardSearch): boolean {
  const words = filter.q?.toLowerCase();
  return (
    (!filter.type || card.type === filter.type) &&
    (!filter.you || needsYou(card)) &&
    (!words ||
      card.title.toLowerCase().includes(words) ||
      card.key.toLowerCase().includes(words) ||
      card.labels.some((label) => label.toLowerCase().includes(words)))
  );
}

function countParts(cards: readonly CardSummary[]): Map<string, number> {
  const parts = new Map<string, number>();
  for (const { parentId } of cards) if (parentId) parts.set(parentId, (parts.get(parentId) ?? 0) + 1);
  return parts;
}
