import { useParams, useSearch } from '@tanstack/react-router';
import { CopyCheck, Plus } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { Board, CardSummary, Project } from '~/api/types.ts';
import { useMemberName } from '~/features/agent/actor.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import type { BoardSearch } from '~/paths.ts';
import { Button } from '~/ui/button.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { inLane, moved, type Place } from './arrangement.ts';
import { BoardFilters } from './board-filters.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { needsYou } from './card-state.ts';
import { CardTile } from './card-tile.tsx';
import { matches } from './filter.ts';
import { LaneColumn } from './lane-column.tsx';
import { NewCardDialog } from './new-card-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useDrag } from './use-drag.ts';
import { useFollow } from './use-follow.ts';
import { useKeyboardMove } from './use-keyboard-move.ts';
import { useMove } from './use-move.ts';
import { useSelection } from './use-selection.ts';
import { verdict } from './verdict.ts';

export function BoardView({ project, board }: { project: Project; board: Board }) {
  const { feed } = useWorkspace();
  const { cardId: openCard } = useParams({ strict: false });
  const filter = useSearch({ strict: false }) as BoardSearch;
  const nameOf = useAgentName();
  const memberName = useMemberName();
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
  const selection = useSelection(board.cards);
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
        <BoardFilters filter={filter} cards={board.cards} hidden={shown.cards.length - matching.length} yours={yours} />
        {writable && (
          <Button
            aria-pressed={selection.on}
            onClick={selection.on ? selection.end : selection.start}
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
          >
            <CopyCheck aria-hidden size={14} /> <span className="@max-xl:sr-only">Choose cards</span>
          </Button>
        )}
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
                  choosing={selection.on && writable}
                  chosen={selection.ids.has(card.id)}
                  onChoose={selection.toggle}
                  writable={writable}
                  nameOf={nameOf}
                  memberName={memberName}
                  onMove={byMenu}
                  onOverride={override}
                />
              )}
            />
          );
        })}
      </div>
      {selection.on && writable && <BulkBar boardId={board.id} lanes={board.lanes} selection={selection} nameOf={nameOf} />}
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

function countParts(cards: readonly CardSummary[]): Map<string, number> {
  const parts = new Map<string, number>();
  for (const { parentId } of cards) if (parentId) parts.set(parentId, (parts.get(parentId) ?? 0) + 1);
  return parts;
}
