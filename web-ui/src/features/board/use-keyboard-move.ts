import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region';
import { type KeyboardEvent, useLayoutEffect, useState } from 'react';
import type { Board, CardSummary } from '~/api/types.ts';
import { inLane, type Place, samePlace } from './arrangement.ts';
import { focusCard } from './travel.ts';

export interface Lift {
  card: CardSummary;
  to: Place;
  /** Let go, but not yet on the board below: shown in its new place until it is. */
  dropped?: boolean;
}

/** Moving by keys: Space lifts, arrows carry, Space or Enter drops, Escape puts back. Every step is said aloud. */
export function useKeyboardMove(board: Board, writable: boolean, onDrop: (card: CardSummary, to: Place) => void) {
  const [lift, setLift] = useState<Lift>();
  const below = lift && board.cards.find((card) => card.id === lift.card.id);
  const landed = lift?.dropped === true && (!below || samePlace(below, lift.to));
  const spot = lift && `${lift.card.id} ${lift.to.lane} ${lift.to.position}`;

  // The tile is drawn anew in the next lane; the focus goes with it.
  useLayoutEffect(() => {
    if (spot) focusCard(spot.split(' ')[0] ?? '');
  }, [spot]);

  useLayoutEffect(() => {
    if (landed) setLift(undefined);
  }, [landed]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const link = event.target instanceof HTMLAnchorElement ? event.target : undefined;
    const id = link?.closest<HTMLElement>('[data-card-id]')?.dataset.cardId;
    if (!writable || !id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!lift || lift.dropped) {
      if (event.key === ' ') begin(event, id);
      return;
    }
    const to = next(event.key, lift, board);
    if (to) {
      event.preventDefault();
      setLift({ ...lift, to });
      announce(`${laneName(board, to.lane)}, place ${to.position + 1}`);
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      setLift({ ...lift, dropped: true });
      onDrop(lift.card, lift.to);
      announce(`${lift.card.key} dropped in ${laneName(board, lift.to.lane)}`);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setLift(undefined);
      announce(`${lift.card.key} is back where it was`);
      requestAnimationFrame(() => focusCard(lift.card.id));
    }
  }

  function begin(event: KeyboardEvent, id: string): void {
    const card = board.cards.find((candidate) => candidate.id === id);
    if (!card) return;
    event.preventDefault();
    setLift({ card, to: { lane: card.lane, position: inLane(board.cards, card.lane).findIndex((other) => other.id === id) } });
    announce(`${card.key} lifted. Arrows move it, Space drops it, Escape puts it back.`);
  }

  return { lift, onKeyDown, putDown: () => setLift(undefined) };
}

/** Where the arrow leads, or nothing when the key is no arrow. */
export function next(key: string, lift: Lift, board: Board): Place | undefined {
  const { card, to } = lift;
  const size = (lane: number) => inLane(board.cards, lane).filter((other) => other.id !== card.id).length;
  const last = board.lanes.length - 1;
  switch (key) {
    case 'ArrowUp':
      return { ...to, position: Math.max(0, to.position - 1) };
    case 'ArrowDown':
      return { ...to, position: Math.min(size(to.lane), to.position + 1) };
    case 'ArrowLeft':
      return { lane: Math.max(0, to.lane - 1), position: Math.min(to.position, size(Math.max(0, to.lane - 1))) };
    case 'ArrowRight':
      return { lane: Math.min(last, to.lane + 1), position: Math.min(to.position, size(Math.min(last, to.lane + 1))) };
    default:
      return undefined;
  }
}

function laneName(board: Board, lane: number): string {
  return board.lanes.find((candidate) => candidate.number === lane)?.name ?? `lane ${lane}`;
}
