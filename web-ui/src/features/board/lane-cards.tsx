import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import type { CardSummary } from '~/api/types.ts';

interface LaneCardsProps {
  cards: CardSummary[];
  /** All cards of the lane: a filter does not change how a lane is drawn. */
  total: number;
  scroller: RefObject<HTMLDivElement | null>;
  tile: (card: CardSummary) => ReactNode;
  label: string;
}

const drawnWhole = 60;

/** A short lane stands on the page as it is; of a long one only what can be seen. */
export function LaneCards(props: LaneCardsProps) {
  if (props.cards.length === 0) return null;
  return props.total > drawnWhole ? <Windowed {...props} /> : <Whole {...props} />;
}

function Whole({ cards, tile, label }: LaneCardsProps) {
  return (
    <ul aria-label={label} className="grid gap-2">
      {cards.map((card) => (
        <li key={card.id}>{tile(card)}</li>
      ))}
    </ul>
  );
}

function Windowed({ cards, scroller, tile, label }: LaneCardsProps) {
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 6,
    gap: 8,
  });
  return (
    <ul aria-label={label} className="relative shrink-0" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((row) => {
        const card = cards[row.index];
        return (
          card && (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={cards.length}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {tile(card)}
            </li>
          )
        );
      })}
    </ul>
  );
}
