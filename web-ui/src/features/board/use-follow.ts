import { type RefObject, useLayoutEffect } from 'react';
import type { Board } from '~/api/types.ts';
import { cardElement } from './travel.ts';

/** The board shows the card that is open: its lane is brought into view when another card is opened, or when it moved. */
export function useFollow(scroller: RefObject<HTMLElement | null>, board: Board, openCard: string | undefined): void {
  const lane = board.cards.find((card) => card.id === openCard)?.lane;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || openCard === undefined || lane === undefined) return;
    // The drawer takes its room beside the board a moment later.
    const resized = new ResizeObserver(() => show(element, lane));
    resized.observe(element);
    show(element, lane);
    showTile(openCard);
    return () => resized.disconnect();
  }, [scroller, openCard, lane]);
}

function show(element: HTMLElement, lane: number): void {
  const column = element.querySelector<HTMLElement>(`[data-lane="${lane}"]`);
  if (!column) return;
  const left = column.offsetLeft;
  const right = left + column.offsetWidth;
  const hiddenLeft = left < element.scrollLeft;
  const hiddenRight = right > element.scrollLeft + element.clientWidth;
  if (hiddenLeft) element.scrollLeft = left - 16;
  else if (hiddenRight) element.scrollLeft = Math.min(left - 16, right - element.clientWidth + 16);
}

function showTile(card: string): void {
  const tile = cardElement(card);
  const list = tile?.closest<HTMLElement>('[data-cards]');
  if (!tile || !list) return;
  const inside = tile.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (inside.top < frame.top || inside.bottom > frame.bottom) list.scrollTop += inside.top - frame.top - 48;
}
