import { expect, test } from 'vitest';
import type { CardSummary, CardType } from '~/api/types.ts';
import { holds, possibleParents } from './parents.ts';

const card = (id: string, type: CardType, parentId: string | null = null) =>
  ({ id, type, parentId, number: id.charCodeAt(0) }) as CardSummary;

test('nothing holds what is larger', () => {
  expect(holds('EPIC', 'FEATURE')).toBe(true);
  expect(holds('FEATURE', 'TASK')).toBe(true);
  expect(holds('FEATURE', 'EPIC')).toBe(false);
  expect(holds('TASK', 'FEATURE')).toBe(false);
});

test('a card is never offered itself, or what stands below it', () => {
  const cards = [card('a', 'EPIC'), card('b', 'EPIC', 'a'), card('c', 'FEATURE', 'b'), card('d', 'TASK', 'c'), card('e', 'BLUEPRINT')];

  expect(possibleParents(card('a', 'EPIC'), cards).map(({ id }) => id)).toEqual(['e']);
  expect(possibleParents(card('d', 'TASK', 'c'), cards).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'e']);
});
