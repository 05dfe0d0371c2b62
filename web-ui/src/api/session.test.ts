import { afterEach, expect, test } from 'vitest';
import { settle, signedInAgain, watchSession } from './session.ts';

let leave: () => void = () => undefined;
afterEach(() => leave());

test('before a page stands nobody is asked', async () => {
  expect(await signedInAgain()).toBe(false);
});

test('every call that was refused goes on once the person has signed in', async () => {
  leave = watchSession();
  const calls = [signedInAgain(), signedInAgain()];

  settle(true);

  expect(await Promise.all(calls)).toEqual([true, true]);
});

test('a person who puts it off is asked again by the next call', async () => {
  leave = watchSession();
  const first = signedInAgain();
  settle(false);
  expect(await first).toBe(false);

  const second = signedInAgain();
  settle(true);
  expect(await second).toBe(true);
});

test('a page that goes leaves no call waiting', async () => {
  leave = watchSession();
  const waiting = signedInAgain();

  leave();

  expect(await waiting).toBe(false);
});
