import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { BadgeCheck, GitFork, ListChecks } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { CardSummary, Lane } from '~/api/types.ts';
import { reviewWords } from '~/api/words.ts';
import { Avatar } from '~/ui/avatar.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import type { Place } from './arrangement.ts';
import { PriorityMark, TypeMark } from './card-marks.tsx';
import { cardState } from './card-state.ts';
import { CardStateMark } from './card-state-mark.tsx';
import { MoveMenu } from './move-menu.tsx';

interface CardTileProps {
  card: CardSummary;
  projectId: string;
  lanes: Lane[];
  laneSize: number;
  parts: number;
  open: boolean;
  lifted: boolean;
  returned: boolean;
  /** A press chooses the card instead of opening it. */
  choosing: boolean;
  chosen: boolean;
  onChoose: (id: string) => void;
  writable: boolean;
  nameOf: (agent: string) => string;
  memberName: (userId: string) => string;
  onMove: (card: CardSummary, to: Place) => void;
  onOverride: (card: CardSummary, to: Place) => void;
}

export const CardTile = memo(function CardTile(props: CardTileProps) {
  const { card, projectId, open, lifted, returned, choosing, chosen, onChoose, writable, parts, nameOf, memberName } = props;
  const element = useRef<HTMLElement>(null);
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge | null>(null);

  useEffect(() => {
    const tile = element.current;
    if (!tile || !writable) return;
    return combine(
      draggable({
        element: tile,
        getInitialData: () => ({ kind: 'card', cardId: card.id }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: tile,
        canDrop: ({ source }) => source.data.kind === 'card',
        getData: ({ input, element: target }) =>
          attachClosestEdge({ kind: 'card', cardId: card.id }, { input, element: target, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => setEdge(source.data.cardId === card.id ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    );
  }, [card.id, writable]);

  const state = cardState(card);
  const name = `${card.key} ${plain(card.title)}`;
  return (
    <article
      ref={element}
      data-card-id={card.id}
      aria-label={name}
      className={clsx(
        'group relative grid gap-1.5 rounded-lg border bg-surface px-3 py-2.5 shadow-card transition-[border-color,opacity]',
        open ? 'border-accent ring-1 ring-accent' : 'border-line hover:border-line-strong',
        dragging && 'opacity-40',
        lifted && 'border-focus ring-2 ring-focus',
        returned && 'card-returned',
        chosen && 'border-accent! bg-accent-soft!',
      )}
    >
      {edge && (
        <span aria-hidden className={clsx('absolute inset-x-0 h-0.5 rounded bg-accent', edge === 'top' ? '-top-1.5' : '-bottom-1.5')} />
      )}
      <div className="flex items-center gap-2 pr-7">
        {choosing && (
          <input
            type="checkbox"
            aria-label={`Choose ${card.key}`}
            checked={chosen}
            onChange={() => onChoose(card.id)}
            className="relative z-10 size-4 shrink-0 accent-accent"
          />
        )}
        <TypeMark type={card.type} />
        <span className="font-mono text-2xs text-ink-faint">{card.key}</span>
        <PriorityMark priority={card.priority} />
        {card.assigneeId && (
          <span className="ml-auto inline-flex" title={plain(memberName(card.assigneeId))}>
            <Avatar small name={memberName(card.assigneeId)} />
            <span className="sr-only">Assigned to {plain(memberName(card.assigneeId))}</span>
          </span>
        )}
      </div>
      <Link
        to="/projects/$projectId/cards/$cardId"
        params={{ projectId, cardId: card.id }}
        search={(kept) => ({ ...kept })}
        draggable={false}
        onClick={(event) => {
          if (!writable || !(choosing || event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onChoose(card.id);
        }}
        aria-describedby={writable ? 'card-keys' : undefined}
        aria-current={open ? 'true' : undefined}
        className="line-clamp-3 break-words text-sm font-medium text-ink outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-focus"
      >
        <span className="sr-only">{card.key} </span>
        <UserText text={card.title} />
      </Link>
      {(state.kind !== 'calm' || parts > 0 || card.labels.length > 0 || card.checklist || card.reviewState === 'APPROVED') && (
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-ink-soft">
          <CardStateMark state={state} run={card.activeRun} nameOf={nameOf} />
          {card.reviewState === 'APPROVED' && (
            <span className="inline-flex items-center gap-1 text-good">
              <BadgeCheck aria-hidden size={13} /> {reviewWords.APPROVED}
            </span>
          )}
          {parts > 0 && (
            <span className="inline-flex items-center gap-1" title={`${parts} child cards`}>
              <GitFork aria-hidden size={12} /> {parts}
              <span className="sr-only">child cards</span>
            </span>
          )}
          {card.checklist && (
            <span
              className={clsx('tabular inline-flex items-center gap-1', card.checklist.done === card.checklist.total && 'text-good')}
              title={`${card.checklist.done} of ${card.checklist.total} items of the checklist are done`}
            >
              <ListChecks aria-hidden size={13} /> {card.checklist.done}/{card.checklist.total}
              <span className="sr-only">of the checklist done</span>
            </span>
          )}
          {card.labels.slice(0, 3).map((label) => (
            <span key={label} className="max-w-full truncate rounded bg-sunken px-1.5 text-2xs leading-4 text-ink-soft">
              <UserText text={label} />
            </span>
          ))}
          {card.labels.length > 3 && (
            <span className="text-2xs text-ink-faint" title={card.labels.slice(3).map(plain).join(', ')}>
              +{card.labels.length - 3}
            </span>
          )}
        </div>
      )}
      {writable && (
        <div className="absolute top-1.5 right-1.5">
          <MoveMenu
            card={card}
            lanes={props.lanes}
            laneSize={props.laneSize}
            nameOf={nameOf}
            onMove={props.onMove}
            onOverride={props.onOverride}
          />
        </div>
      )}
    </article>
  );
});
