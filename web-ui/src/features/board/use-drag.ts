import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { LiveFeed } from '~/api/live.ts';
import type { Board, CardSummary } from '~/api/types.ts';
import { inLane, type Place } from './arrangement.ts';

interface Target {
  data: Record<string | symbol, unknown>;
}

/** Moving by pointer. Events of others wait until the card is let go, so nothing jumps beneath the hand. */
export function useDrag(
  board: Board,
  scroller: RefObject<HTMLElement | null>,
  feed: LiveFeed | undefined,
  onDrop: (card: CardSummary, to: Place) => void,
) {
  const [inHand, setInHand] = useState<CardSummary>();

  const dropped = useEffectEvent((cardId: unknown, targets: Target[]) => {
    const card = board.cards.find((candidate) => candidate.id === cardId);
    const to = card && placeOf(board, card, targets);
    if (card && to) onDrop(card, to);
  });
  const taken = useEffectEvent((cardId: unknown) => setInHand(board.cards.find((card) => card.id === cardId)));

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let letGo: (() => void) | undefined;
    return combine(
      monitorForElements({
        canMonitor: ({ source }) => source.data.kind === 'card',
        onDragStart: ({ source }) => {
          letGo = feed?.hold();
          taken(source.data.cardId);
        },
        onDrop: ({ source, location }) => {
          setInHand(undefined);
          dropped(source.data.cardId, location.current.dropTargets);
          letGo?.();
        },
      }),
      autoScrollForElements({ element, canScroll: ({ source }) => source.data.kind === 'card' }),
      () => letGo?.(),
    );
  }, [feed, scroller]);

  return inHand;
}

/** The place that the innermost targets mean: beside a card, or at the end of a lane. */
export function placeOf(board: Board, card: CardSummary, targets: Target[]): Place | undefined {
  const lane = targets.find((target) => target.data.kind === 'lane')?.data.lane;
  if (typeof lane !== 'number') return undefined;
  const others = inLane(board.cards, lane).filter((other) => other.id !== card.id);
  const beside = targets.find((target) => target.data.kind === 'card');
  if (!beside) return { lane, position: others.length };
  if (beside.data.cardId === card.id) return { lane: card.lane, position: card.position };
  const index = others.findIndex((other) => other.id === beside.data.cardId);
  if (index < 0) return { lane, position: others.length };
  return { lane, position: extractClosestEdge(beside.data) === 'bottom' ? index + 1 : index };
}
