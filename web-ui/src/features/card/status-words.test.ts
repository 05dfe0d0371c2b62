import { expect, test } from 'vitest';
import { statusesOf } from './status-words.ts';

test('a task may be done at once, larger work is reviewed first', () => {
  expect(statusesOf({ status: 'IN_PROGRESS', type: 'TASK' })).toContain('DONE');
  expect(statusesOf({ status: 'IN_PROGRESS', type: 'EPIC' })).toEqual(['IN_PROGRESS', 'READY', 'BLOCKED', 'IN_REVIEW']);
  expect(statusesOf({ status: 'IN_REVIEW', type: 'EPIC' })).toContain('DONE');
});

test('the present status stands first', () => {
  expect(statusesOf({ status: 'DONE', type: 'BUG' })).toEqual(['DONE', 'IN_PROGRESS']);
});
