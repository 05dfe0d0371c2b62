import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { accessible, launch, openBoard, signedIn } from '../browser.ts';

/** Pictures to look at: `npm run shots`, then open target/shots. */
const folder = 'target/shots';
let browser: Browser;

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  browser = await launch();
});
afterAll(() => browser.close());

test.each(['light', 'dark'] as const)(
  'every page in %s',
  async (colorScheme) => {
    const page = await signedIn(browser, { colorScheme });
    const shoot = async (name: string) => {
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
      await accessible(page).catch((error: unknown) => console.error(name, colorScheme, String(error).slice(0, 1500)));
    };
    await shoot('projects');
    await openBoard(page);
    await shoot('board');
    await page.getByRole('button', { name: 'New card', exact: true }).click();
    await shoot('new-card');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Move PHYS-1 to…' }).click();
    await shoot('move-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: /^PHYS-1 / }).click();
    await page.getByRole('complementary', { name: 'Card PHYS-1' }).waitFor();
    await shoot('overview');
    await page.getByRole('tab', { name: 'Runs' }).click();
    await shoot('runs');
    await page.getByRole('tab', { name: 'Documents' }).click();
    await shoot('documents');
    await page.getByRole('link', { name: /^PHYS-2 / }).click();
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await page.getByText('tool write document').first().waitFor();
    await shoot('terminal');
    await page.getByRole('tab', { name: 'Documents' }).click();
    await page
      .getByRole('link', { name: /Blueprint/ })
      .first()
      .click();
    await shoot('document');
    // an agent works on a card for one at a time, and both schemes see the same world
    await page.getByRole('link', { name: colorScheme === 'light' ? /^PHYS-11 / : /^PHYS-12 / }).click();
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.getByRole('button', { name: 'Run an agent…' }).click();
    await shoot('run-agent');
    await page.getByRole('button', { name: 'Start Backend Developer' }).click();
    await page.getByRole('button', { name: 'Remark on line 13' }).click();
    await shoot('approval');
    await page.getByRole('link', { name: 'Project settings' }).click();
    await page.getByRole('list', { name: 'Agents' }).waitFor();
    await shoot('settings');
    await page.getByRole('button', { name: 'Change Build' }).click();
    await shoot('lane-rule');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Usage' }).click();
    await page.getByRole('table', { name: 'By agent' }).waitFor();
    await shoot('usage');
    await page.getByRole('link', { name: 'Providers' }).click();
    await page.getByRole('heading', { name: 'Anthropic' }).waitFor();
    await shoot('providers');
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'New API key' }).click();
    await shoot('new-api-key');
    await page.getByLabel('Name').fill(`Nightly report, ${colorScheme}`);
    await page.getByRole('button', { name: 'Create key' }).click();
    await page.getByLabel('Your key').waitFor();
    await shoot('api-key-secret');
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('table', { name: 'API keys' }).waitFor();
    await shoot('api-keys');
    await page.close();
  },
  90_000,
);
