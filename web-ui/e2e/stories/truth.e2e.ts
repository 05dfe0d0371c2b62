import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessible, launch, openBoard, signedIn } from '../browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const openCard = async (page: Page, title: RegExp) => {
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('complementary', { name: /^Card / }).waitFor();
};

test('what a run will cost is said before the click that starts it', async () => {
  const page = await signedIn(browser);
  await openBoard(page);
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByText(/Expected price (about )?\$|a model call of these agents costs about \$/)
    .waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Quick add to Research' }).click();
  await page
    .getByRole('region', { name: 'Research' })
    .getByText(/a model call of this agent costs about \$/)
    .waitFor();
  await page.keyboard.press('Escape');

  await openCard(page, /^PHYS-1 /);
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Run an agent…' }).click();
  const choice = page.getByRole('dialog').getByRole('radio', { name: /^Product Requirements/ });
  await choice.waitFor();
  expect(await choice.getAttribute('value')).toBe('PRD');
  await page
    .getByRole('dialog')
    .getByText(/Expected price \$[\d.]+ to \$[\d.]+, as in \d earlier runs by the simulator/)
    .first()
    .waitFor();
  await accessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Move PHYS-4 to…' }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('menuitem', { name: /Vision/ })
    .getByText(/Expected price about|Expected price \$|No price is known|costs about/)
    .waitFor();
  await page.close();
});

test('what a simulator made is said to be simulated wherever it is read or priced', async () => {
  const page = await signedIn(browser);
  const tag = (within: Page | ReturnType<Page['locator']>) => within.getByText('Simulated', { exact: true }).first().waitFor();
  await page
    .getByRole('link', { name: /Physio Booking/ })
    .getByText('Partly simulated')
    .waitFor();
  await openBoard(page);
  await openCard(page, /^PHYS-2 /);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const terminal = page.getByRole('region', { name: 'Terminal' });
  await terminal.getByText('finish: summary kept').nth(2).waitFor();
  await tag(terminal.getByRole('log'));
  await tag(terminal.locator('footer'));
  await page.getByRole('tab', { name: 'Runs' }).click();
  await tag(page.getByRole('listitem', { name: 'Run of Strategy' }));
  await page.getByRole('tab', { name: 'Overview' }).click();
  await tag(page.getByRole('list', { name: 'Comments' }));
  await page.getByRole('tab', { name: 'History' }).click();
  await tag(page.getByRole('list', { name: 'History' }));
  await page.getByRole('tab', { name: 'Documents' }).click();
  await tag(page.getByRole('list', { name: 'Documents of this card' }));
  await page.getByRole('list', { name: 'Documents of this card' }).getByRole('link').first().click();
  await tag(page.getByRole('article', { name: /^Blueprint/ }));

  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByText('played by the built-in simulator').waitFor();
  await tag(page.getByRole('table', { name: 'By provider' }));
  expect(
    await page
      .getByRole('row', { name: /^Google/ })
      .getByText('Simulated')
      .count(),
  ).toBe(0);
  await page.close();
});

test('a file that deserves a closer look says why, in the server’s own judgement', async () => {
  const page = await signedIn(browser);
  await page.getByRole('link', { name: /Rough edges/ }).click();
  await openCard(page, /^EDGE-5 /);
  await page.getByRole('tab', { name: 'Runs' }).click();
  const file = page.getByRole('list', { name: 'Changed files' }).first().getByRole('listitem');
  await file.filter({ hasText: '.gitattributes' }).getByText('Git settings').waitFor();
  for (const mark of ['Hidden characters', 'Build server', 'Hook', 'Runs when opened'])
    await file.filter({ hasText: '.java' }).getByText(mark, { exact: true }).waitFor();
  expect(
    await file
      .filter({ hasText: 'broken.patch' })
      .getByText(/Git settings|Hook/)
      .count(),
  ).toBe(0);
  await page.close();
});

test('a card in a lane after Build needs a reason, and a member is told so before it is sent', async () => {
  const page = await signedIn(browser);
  await openBoard(page);
  await page.getByRole('button', { name: 'Quick add to Docs & Training' }).click();
  await page.getByLabel('Title of the new card in Docs & Training').fill('A page for the insurers');
  await page.keyboard.press('Enter');
  expect(await page.getByLabel('Why it begins in Docs & Training').evaluate((field) => field === document.activeElement)).toBe(true);
  await accessible(page);
  await page.keyboard.type('It was reviewed on paper');
  await page.keyboard.press('Enter');
  const lane = page.getByRole('region', { name: 'Docs & Training' });
  await lane.getByRole('link', { name: /A page for the insurers/ }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Reason: It was reviewed on paper').waitFor();
  await page.close();

  const member = await signedIn(browser, {}, 'member@example.com');
  const sent: string[] = [];
  member.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await openBoard(member);
  await member.getByRole('button', { name: 'Quick add to Docs & Training' }).click();
  await member.getByRole('status').getByText('would pass the review unseen').waitFor();
  await member.getByRole('button', { name: 'New card in Deploy' }).click();
  await member.getByLabel('Title').fill('Another');
  await member.getByRole('dialog').getByText('would pass the review unseen').waitFor();
  await member.getByRole('button', { name: 'Create card' }).click({ force: true });
  await accessible(member);
  expect(sent).toEqual([]);
  await member.close();
});
