import { useCallback, useMemo, useState } from 'react';
import type { CardSummary } from '~/api/types.ts';

export interface Selection {
  /** Whether a press on a card chooses it. */
  on: boolean;
  ids: ReadonlySet<string>;
  cards: CardSummary[];
  toggle: (id: string) => void;
  start: () => void;
  keep: (ids: Iterable<string>) => void;
  end: () => void;
}

/** Which cards of the board are chosen, to be changed together. Cards that left the board are chosen no more. */
export function useSelection(cards: readonly CardSummary[]): Selection {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => cards.filter((card) => chosen.has(card.id)), [cards, chosen]);
  const ids = useMemo(() => new Set(shown.map((card) => card.id)), [shown]);
  const toggle = useCallback((id: string) => {
    setOn(true);
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const end = useCallback(() => {
    setOn(false);
    setChosen(new Set());
  }, []);
  return { on, ids, cards: shown, toggle, start: () => setOn(true), keep: (kept) => setChosen(new Set(kept)), end };
}
