import { expect, test } from 'vitest';
import type { Member } from '~/api/types.ts';
import { membersLike, mentionAt } from './mention.ts';

test.each([
  ['@', 1, { from: 0, typed: '' }],
  ['hello @Gra', 10, { from: 6, typed: 'Gra' }],
  ['hello @Grace Ho', 15, { from: 6, typed: 'Grace Ho' }],
  ['mail grace@example.com', 22, undefined],
  ['@Gra and more', 4, { from: 0, typed: 'Gra' }],
  ['no mention', 10, undefined],
  ['@ space', 7, undefined],
] as const)('in “%s” at %i', (text, caret, found) => {
  expect(mentionAt(text, caret)).toEqual(found);
});

test('people are found by any word of their name and by their address', () => {
  const member = (name: string, email: string) => ({ name, email }) as Member;
  const members = [member('Grace Hopper', 'amazing@navy.example'), member('Alan Turing', 'alan@example.com')];
  const found = (typed: string) => membersLike(members, typed).map(({ name }) => name);

  expect(found('gr')).toEqual(['Grace Hopper']);
  expect(found('Hop')).toEqual(['Grace Hopper']);
  expect(found('grace h')).toEqual(['Grace Hopper']);
  expect(found('a')).toEqual(['Grace Hopper', 'Alan Turing']);
  expect(found('x')).toEqual([]);
});
