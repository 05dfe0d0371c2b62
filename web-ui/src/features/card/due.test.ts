import { expect, test } from 'vitest';
import { isOverdue } from './due.ts';

const noon = new Date(2026, 10, 30, 12);

test('a card is overdue from the day after, until it is done', () => {
  expect(isOverdue({ dueDate: '2026-11-29', status: 'READY' }, noon)).toBe(true);
  expect(isOverdue({ dueDate: '2026-11-30', status: 'READY' }, noon)).toBe(false);
  expect(isOverdue({ dueDate: '2026-11-29', status: 'DONE' }, noon)).toBe(false);
  expect(isOverdue({ dueDate: null, status: 'READY' }, noon)).toBe(false);
});
