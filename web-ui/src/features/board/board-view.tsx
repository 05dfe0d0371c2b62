import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Plus, Search } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { canWrite, readOnlyReason } from '~/api/roles.ts';
import { type Board, type CardSummary, cardTypes, type Project } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import type { BoardSearch } from '~/paths.ts';
import { Button } from '~/ui/button.tsx';
import { inLane, moved, type Place } from './arrangement.ts';
import { typeLabels } from './card-marks.tsx';
import { CardTile } from './card-tile.tsx';
import { LaneColumn } from './lane-column.tsx';
import { NewCardDialog } from './new-card-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useDrag } from './use-drag.ts';
import { useKeyboardMove } from './use-keyboard-move.ts';
import { useMove } from './use-move.ts';
import { verdict } from './verdict.ts';

export function BoardView({ project, board }: { project: Project; board: Board }) {
  const { workspace, feed } = useWorkspace();
  const { cardId: openCard } = useParams({ strict: false });
  const filter = useSearch({ strict: false }) as BoardSearch;
  const nameOf = useAgentName();
  const writable = canWrite(workspace?.role);
  const [newIn, setNewIn] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  const { move, again, returned, overriding, setOverriding } = useMove(board.id);

  const dragged = useCallback((card: CardSummary, to: Place) => move({ card, to, by: 'drag' }), [move]);
  const inHand = useDrag(board, scroller, feed, dragged);
  const { lift, onKeyDown, putDown } = useKeyboardMove(board, writable, (card, to) => move({ card, to, by: 'keys' }));
  const shown = lift ? moved(board, lift.card.id, lift.to) : board;

  const byMenu = (card: CardSummary, to: Place) => move({ card, to, by: 'menu' });
  const parts = useMemo(() => countParts(board.cards), [board.cards]);
  const matching = shown.cards.filter((card) => matches(card, filter));

  return (
    <section aria-label={`Board of ${project.name}`} className="flex min-w-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-2">
        <h1 className="mr-2 truncate text-base font-semibold tracking-tight">{project.name}</h1>
        <Filters filter={filter} hidden={shown.cards.length - matching.length} />
        <div className="flex-1" />
        <Button kind="primary" disabledReason={writable ? undefined : readOnlyReason} onClick={() => setNewIn(0)}>
          <Plus aria-hidden size={16} /> New card
        </Button>
      </div>
      <p id="card-keys" hidden>
        Press Space to lift the card and arrow keys to move it.
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and pointers of the tiles inside bubble up to here */}
      <div
        ref={scroller}
        onKeyDown={onKeyDown}
        onPointerDown={lift && putDown}
        className="relative flex min-h-0 flex-1 gap-3 overflow-x-auto px-4 pb-4 max-sm:snap-x max-sm:snap-mandatory"
      >
        {shown.lanes.map((lane) => {
          const all = inLane(shown.cards, lane.number);
          const cards = inLane(matching, lane.number);
          return (
            <LaneColumn
              key={lane.id}
              lane={lane}
              cards={cards}
              hidden={all.length - cards.length}
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

function Filters({ filter, hidden }: { filter: BoardSearch; hidden: number }) {
  const navigate = useNavigate();
  const set = (change: BoardSearch) =>
    void navigate({ to: '.', replace: true, search: (kept: Record<string, unknown>) => ({ ...kept, ...change }) as never });
  return (
    <search className="flex items-center gap-2">
      <div className="relative">
        <Search aria-hidden size={14} className="absolute top-2 left-2.5 text-ink-faint" />
        <input
          type="search"
          aria-label="Filter cards"
          placeholder="Filter cards"
          value={filter.q ?? ''}
          onChange={(event) => set({ q: event.target.value || undefined } as BoardSearch)}
          className="h-8 w-44 rounded-md border border-line-strong bg-surface pr-2 pl-8 text-sm placeholder:text-ink-faint"
        />
      </div>
      <select
        aria-label="Type of card"
        value={filter.type ?? ''}
        onChange={(event) => set({ type: event.target.value || undefined } as BoardSearch)}
        className="h-8 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        <option value="">All types</option>
        {cardTypes.map((type) => (
          <option key={type} value={type}>
            {typeLabels(type)}
          </option>
        ))}
      </select>
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
