import type { CardSummary, CardType } from '~/api/types.ts';

const holdsFeatures = (type: CardType) => type === 'EPIC' || type === 'BLUEPRINT';
export const holdsTasks = (type: CardType) => holdsFeatures(type) || type === 'FEATURE';

/** Whether a card of one kind may be part of one of the other: nothing holds what is larger. */
export const holds = (parent: CardType, part: CardType): boolean =>
  (holdsFeatures(parent) || !holdsFeatures(part)) && (holdsTasks(parent) || !holdsTasks(part));

/** The cards that this one can be a part of: of a kind that holds it, and none below it. */
export function possibleParents(card: Pick<CardSummary, 'type'> & { id?: string }, cards: readonly CardSummary[]): CardSummary[] {
  const below = new Set<string>(card.id ? [card.id] : []);
  for (let before = -1; before !== below.size; ) {
    before = below.size;
    for (const { id, parentId } of cards) if (parentId && below.has(parentId)) below.add(id);
  }
  return cards
    .filter((other) => !below.has(other.id) && holdsTasks(other.type) && holds(other.type, card.type))
    .sort((a, b) => a.number - b.number);
}
