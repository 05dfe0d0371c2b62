import { afterEach, expect, test, vi } from 'vitest';
import { travel } from './travel.ts';

afterEach(() => vi.unstubAllGlobals());

// What nobody catches ends the test run, as it would end in the console of a person's browser.
test('a move that overtakes another is no mistake', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  const skipped = Promise.reject(new DOMException('Transition was skipped', 'AbortError'));
  vi.stubGlobal('document', {
    querySelector: () => null,
    startViewTransition: (update: () => Promise<void>) => ({ ready: skipped, finished: update() }),
  });
  const moved = vi.fn();

  travel('card', moved);

  await new Promise((later) => setImmediate(later));
  expect(moved).toHaveBeenCalledOnce();
});
