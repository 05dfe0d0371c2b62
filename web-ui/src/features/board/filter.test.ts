import { expect, test } from 'vitest';
import type { CardSummary } from '~/api/types.ts';
import { labelsOf, matches } from './filter.ts';

const card = (more: Partial<CardSummary> = {}) =>
  ({
    key: 'APP-1',
    title: 'Swarms',
    type: 'TASK',
    status: 'READY',
    labels: ['bees'],
    assigneeId: null,
    reviewState: 'NONE',
    ...more,
  }) as CardSummary;

test.each([
  [{ q: 'swa' }, true],
  [{ q: 'BEE' }, true],
  [{ q: 'honey' }, false],
  [{ type: 'BUG' }, false],
  [{ status: 'READY' }, true],
  [{ status: 'DONE' }, false],
  [{ label: 'bees' }, true],
  [{ label: 'bee' }, false],
  [{ assignee: 'nobody' }, true],
  [{ assignee: 'ada' }, false],
  [{ q: 'swa', type: 'TASK', label: 'bees', assignee: 'nobody' }, true],
] as const)('%j shows the card: %s', (filter, shown) => {
  expect(matches(card(), filter)).toBe(shown);
});

test('a card of a person is shown for them and not for nobody', () => {
  expect(matches(card({ assigneeId: 'ada' }), { assignee: 'ada' })).toBe(true);
  expect(matches(card({ assigneeId: 'ada' }), { assignee: 'nobody' })).toBe(false);
});

test('labels are offered by how often they are used', () => {
  expect(labelsOf([card({ labels: ['b', 'a'] }), card({ labels: ['c', 'b'] })])).toEqual(['b', 'a', 'c']);
});
