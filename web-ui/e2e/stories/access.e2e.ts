import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, launch, signedIn } from '../browser.ts';
import { everyPlace } from '../places.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test.each([
  ['light', 1440, 0],
  ['dark', 390, 1],
] as const)(
  'every page and what opens on it can be used by everybody: every second one in %s at %i',
  async (colorScheme, width, half) => {
    const page = await signedIn(browser, { colorScheme, viewport: { width, height: 900 } });
    const found: string[] = [];
    const places = (await everyPlace(page)).filter((_place, index) => index % 2 === half);
    for (const place of places) {
      await place.open(page);
      await accessible(page).catch((error: Error) => found.push(`${place.name}: ${error.message}`));
    }
    await page.close();

    expect(found.join('\n')).toBe('');
  },
  600_000,
);
