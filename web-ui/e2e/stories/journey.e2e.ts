import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessible, launch, openBoard, signedIn, stranger } from '../browser.ts';

let browser: Browser;
let page: Page;
const mistakes: string[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

beforeEach(async () => {
  mistakes.length = 0;
  page = await signedIn(browser);
  page.on('pageerror', (error) => mistakes.push(String(error)));
});
afterEach(async () => {
  expect(mistakes).toEqual([]);
  await page.close();
});

const lane = (name: string) => page.getByRole('region', { name });
const cardIn = (name: string, key: string) => lane(name).getByRole('article', { name: new RegExp(`^${key} `) });

test('a person writes a brief, watches the agents, and approves the blueprint', async () => {
  await openBoard(page);
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page.getByLabel('Title').fill('Ferry tickets for islanders');
  await page.getByLabel('Brief').fill('Islanders pay half. **Nobody** may be left on the pier.');
  await page.getByRole('button', { name: 'Create card' }).click();

  await lane('Vision & CoPilot Planning')
    .getByRole('link', { name: /Ferry tickets/ })
    .click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const terminal = page.getByRole('region', { name: 'Terminal' });
  await terminal.getByText('CEO CoPilot starts on').waitFor();
  await terminal.getByText('Storyboard starts on').waitFor({ timeout: 20_000 });

  await page.getByRole('tab', { name: 'Documents' }).click();
  await page
    .getByRole('link', { name: /^Blueprint/ })
    .first()
    .click();
  await page.getByLabel('Note for the approval').fill('Good');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText('is approved').waitFor();

  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByText('Ready to leave Vision & CoPilot Planning').waitFor();
  await accessible(page);
});

test('an agent asks, a person answers, and the work goes on', async () => {
  await openBoard(page);
  await page.getByRole('button', { name: 'Quick add to Vision & CoPilot Planning' }).click();
  await page.getByLabel('Title of the new card in Vision & CoPilot Planning').fill('Something with boats');
  await page.keyboard.press('Enter');
  await lane('Vision & CoPilot Planning')
    .getByRole('link', { name: /Something with boats/ })
    .click();
  await page.getByRole('region', { name: 'Next step' }).getByRole('link', { name: 'Answer' }).click();
  await page.getByText('who pays').waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'The patient' }).click();

  await page.getByRole('listitem', { name: 'Run of Strategy' }).waitFor();
});

test('a person remarks on a line, sends the work back, and approves the next attempt', async () => {
  await openBoard(page);
  await lane('Build')
    .getByRole('link', { name: /Move an appointment/ })
    .click();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Run an agent…' }).click();
  await page.getByRole('radio', { name: /^Backend Developer/ }).check();
  await accessible(page);
  await page.getByRole('button', { name: 'Start Backend Developer' }).click();
  await page.getByRole('button', { name: 'Remark on line 13' }).click();
  await page.getByRole('textbox', { name: 'Remark on line 13' }).fill('Say how long before');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await accessible(page);
  await page.getByRole('button', { name: 'Send back with 1 remark' }).click();
  await page.getByText('Sent back to the agent').waitFor();
  const sentBack = page.getByRole('listitem', { name: 'Run of Backend Developer' }).filter({ hasText: 'Sent back by a person' });
  await sentBack.getByRole('button', { name: 'See the next attempt' }).waitFor();
  expect(await sentBack.getByRole('button', { name: 'Retry run' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Approve changes' }).click();
  await page.getByText('The changes are made and the run completes').waitFor();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('list', { name: 'Comments' }).getByText('Say how long before').waitFor();
  await page.getByRole('list', { name: 'Comments' }).getByText('src/main/java/physio/Appointment.java:13').waitFor();
});

test('a terminal that loses its connection goes on without a hole or a double', async () => {
  await page.addInitScript(() => {
    const sockets: WebSocket[] = [];
    Object.assign(globalThis, { sockets });
    globalThis.WebSocket = class extends WebSocket {
      constructor(url: string | URL) {
        super(url);
        sockets.push(this);
      }
    };
  });
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-3 / }).click();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('button', { name: 'Run an agent…' }).click();
  await page.getByRole('radio', { name: /^Strategy/ }).check();
  await page.getByRole('button', { name: 'Start Strategy' }).click();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  const log = page.getByRole('log');
  await log.getByText('Reading the brief').waitFor();
  await page.evaluate(() => (globalThis as unknown as { sockets: WebSocket[] }).sockets.forEach((socket) => socket.close()));
  await log.getByText('End of this run’s log').waitFor();

  const messages = await log.locator('time').count();
  expect(messages).toBe(11);
  await page.getByRole('button', { name: 'Warning' }).click();
  await expect.poll(() => log.locator('time').count()).toBe(1);
});

test('a closed lane says why, once, and an owner may pass its gate with a reason', async () => {
  await openBoard(page);
  await page.getByRole('button', { name: 'Move PHYS-6 to…' }).click();
  await page.getByText('Not yet: a research document is on the card.').waitFor();
  await accessible(page);
  await page.getByRole('menuitem', { name: /Architecture & Stack/ }).click();
  await page.getByLabel('Reason').fill('The lawyer answered by phone');
  await page.getByRole('button', { name: 'Move anyway', exact: true }).click();

  await cardIn('Architecture & Stack', 'PHYS-6').waitFor();
});

test('a refused move travels back and says why, and an owner may move anyway', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-7 / }).focus();
  for (const key of ['Space', 'ArrowRight', 'Space']) await page.keyboard.press(key);

  await page.getByText('PHYS-7 stays where it was').waitFor();
  await cardIn('Architecture & Stack', 'PHYS-7').waitFor();

  await page.getByRole('button', { name: 'Move anyway…' }).click();
  await page.getByLabel('Reason').fill('The lawyer answered by phone');
  await page.getByRole('button', { name: 'Move anyway', exact: true }).click();
  await cardIn('Planning & Task Breakdown', 'PHYS-7').waitFor();
});

test('a card is moved with the keyboard alone', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-10 / }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');

  await cardIn('Build', 'PHYS-10').waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('[data-card-id]')?.getAttribute('aria-label')?.startsWith('PHYS-10'));
});

test('Escape puts a lifted card back', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-11 / }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await cardIn('Planning & Task Breakdown', 'PHYS-11').waitFor();
  await page.keyboard.press('Escape');

  await cardIn('Build', 'PHYS-11').waitFor();
});

test('a card is dragged to another lane', async () => {
  await openBoard(page);
  await page
    .getByRole('article', { name: /^PHYS-4 / })
    .dragTo(lane('Vision & CoPilot Planning').getByRole('button', { name: /Quick add/ }));

  await cardIn('Vision & CoPilot Planning', 'PHYS-4').waitFor();
});

test('quick add keeps the field for the next card', async () => {
  await openBoard(page);
  await page.getByRole('button', { name: 'Quick add to Build' }).click();
  await page.getByLabel('Title of the new card in Build').fill('First');
  await page.keyboard.press('Enter');
  await lane('Build').getByRole('link', { name: /First/ }).waitFor();
  await page.getByLabel('Title of the new card in Build').fill('Second');
  await page.keyboard.press('Enter');

  await lane('Build')
    .getByRole('link', { name: /Second/ })
    .waitFor();
});

test('a new project opens on its empty board', async () => {
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByLabel('Name').fill('Harbour');
  await page.getByLabel('Key').fill('HARB');
  await page.getByRole('button', { name: 'Create project' }).click();

  await page.getByRole('heading', { name: 'Harbour' }).waitFor();
  await lane('Learn & Optimize').waitFor();
});

test('a person edits a card and says a word about it', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-12 / }).click();
  await page.getByRole('button', { name: 'Edit card' }).click();
  await page.getByLabel('Title').fill('The therapist’s week on one screen');
  await page.getByLabel('Acceptance criteria').fill('Seven days fit on a phone\nNo scrolling sideways');
  await accessible(page);
  await page.getByRole('button', { name: 'Save card' }).click();
  await page.getByRole('heading', { name: 'The therapist’s week on one screen' }).waitFor();
  await page.getByText('No scrolling sideways').waitFor();

  await page.getByLabel('Comment').fill('Ask **Jonas** about Sundays.');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await page.getByRole('list', { name: 'Comments' }).getByText('about Sundays').waitFor();
  await accessible(page);
});

test('an owner changes what a lane does and which model an agent asks', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: 'Project settings' }).click();
  await page.getByRole('button', { name: 'Change Build' }).click();
  await page.getByRole('button', { name: 'Take DevOps away' }).click();
  await page.getByLabel('Add an agent: Then, in parallel').selectOption('DEVOPS');
  await page.getByLabel('Card limit').fill('4');
  await page.getByLabel('When the lane is full').selectOption('ENFORCE');
  await page.getByLabel('The card moves on by itself').check();
  await accessible(page);
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByText('at most 4 cards, enforced · moves on by itself').waitFor();

  await page.getByRole('button', { name: 'Change Planner' }).click();
  await page.getByLabel('Model').selectOption('anthropic claude-3-5-sonnet-20241022');
  await page.getByLabel('Budget a run').fill('0.50');
  await page.getByRole('button', { name: 'Save agent' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Planner' }).getByText('at most $0.50 a run').waitFor();
  await accessible(page);
});

test('the usage page adds up in words, tables and bars', async () => {
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('table', { name: 'By agent' }).getByRole('rowheader', { name: 'CEO CoPilot' }).waitFor();
  await page.getByLabel('Period').selectOption('7');
  await page.getByRole('img', { name: /Price by day/ }).waitFor();

  expect(new URL(page.url()).search).toBe('?days=7');
  await accessible(page);
});

test('the board is usable at 320 pixels', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openBoard(page);

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await accessible(page);
});

test('nothing in a brief can run, load from elsewhere or look like the page', async () => {
  const hostile = [
    'Hello **there**',
    '<script>globalThis.owned = 1</script>',
    '<img src=x onerror="globalThis.owned = 1">',
    '[click](javascript:globalThis.owned=1)',
    '<a href="data:text/html,x">x</a>',
    '<iframe src="https://example.com"></iframe>',
    '<form action="/auth/logout"><button>x</button></form>',
    '<p style="position:fixed;inset:0">x</p>',
    '![x](https://example.com/pixel.png)',
    '- [x] sealed',
    '- [ ] sold',
    '# A heading of its own',
    'exe.\u202Egpj',
    '<bdo dir="rtl">turned</bdo>',
  ].join('\n\n');
  await openBoard(page);
  await page.getByRole('button', { name: 'New card in Build' }).click();
  await page.getByLabel('Title').fill('Hostile');
  await page.getByLabel('Brief').fill(hostile);
  await page.getByRole('button', { name: 'Create card' }).click();
  await page.getByRole('link', { name: /Hostile/ }).click();
  await page.getByText('there', { exact: true }).waitFor();
  const html = await page.locator('.prose').innerHTML();

  expect(html).toContain('<strong>there</strong>');
  expect(html).not.toMatch(/<a[^>]*>click|<bdo|dir=|\u202E|<h[1-3]/);
  expect(html).toContain('>U+202E</span>');
  expect(html).toContain('aria-label="Done"');
  expect(html).toContain('aria-label="To do"');
  expect(html).not.toMatch(/<script|onerror|javascript:|data:|<iframe|<form|style=|<img/i);
  expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
});

test('an owner makes an API key, sees it once, and revokes it', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByText('No API keys yet').waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'New API key' }).click();
  await page.getByLabel('Name').fill('Nightly report');
  await page.getByLabel('Read', { exact: true }).check();
  await accessible(page);
  await page.getByRole('button', { name: 'Create key' }).click();

  const secret = await page.getByLabel('Your key').inputValue();
  await page.getByRole('button', { name: 'Copy key' }).click();
  await page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  const example = await page.getByLabel('Example of a call').innerText();
  expect(example).toContain(`${new URL(page.url()).origin}/v1/chat/completions`);
  expect(example).toContain(secret);
  await accessible(page);
  await page.getByRole('button', { name: 'I have copied it' }).click();

  const row = page.getByRole('table', { name: 'API keys' }).getByRole('row', { name: /Nightly report/ });
  await row.getByText(`${secret.slice(0, 11)}…`).waitFor();
  await row.getByText('in 90 days').waitFor();
  expect(await page.content()).not.toContain(secret);
  await accessible(page);
  await page.getByRole('button', { name: 'Revoke Nightly report' }).click();
  await page.getByText('This cannot be undone').waitFor();
  await accessible(page);
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await page.getByText('No API keys yet').waitFor();
});

test('wrong credentials are told without a word too much', async () => {
  const passer = await stranger(browser);
  await passer.goto('/');
  await passer.getByLabel('Email').fill('ada@example.com');
  await passer.getByLabel('Password').fill('wrong password');
  await passer.getByRole('button', { name: 'Sign in' }).click();

  await passer.getByText('Email or password is wrong.').waitFor();
  await accessible(passer);
  await passer.close();
});

test('the next step stands above the card, from the draft to the next lane', async () => {
  await openBoard(page);
  const next = page.getByRole('region', { name: 'Next step' });
  await page.getByRole('button', { name: 'New card', exact: true }).click();
  await page.getByLabel('Title').fill('Bread by bicycle');
  await page.getByLabel('Brief').fill('Bread, brought before six.');
  await page.getByRole('button', { name: 'Create card' }).click();
  await page.getByRole('button', { name: 'Open the card' }).click();
  await next.getByText('is at work').waitFor();
  await next.getByRole('link', { name: 'Review the blueprint' }).waitFor({ timeout: 20_000 });
  await lane('Vision & CoPilot Planning')
    .getByRole('article', { name: /Bread by bicycle/ })
    .getByText('Needs you')
    .waitFor();

  await next.getByRole('link', { name: 'Review the blueprint' }).click();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText(/Version 1 approved by you/).waitFor();
  await next.getByRole('button', { name: 'Move to PRD / MVP Definition' }).click();

  await lane('PRD / MVP Definition')
    .getByRole('article', { name: /Bread by bicycle/ })
    .waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  const history = page.getByRole('list', { name: 'History' });
  await history.getByText('moved it from Vision & CoPilot Planning to PRD / MVP Definition').waitFor();
  await history.getByText('approved version 1 of').waitFor();
  await accessible(page);
});

test('a session that ended is renewed over the page, and what was typed is sent', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-16 / }).click();
  await page.getByRole('textbox', { name: 'Comment' }).fill('Typed before the session ended');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Add comment' }).click();

  await page.getByText('Signed out').waitFor();
  await accessible(page);
  await page.getByRole('dialog', { name: 'Your session has ended' }).getByLabel('Password').fill('a long enough sentence');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await page.getByRole('list', { name: 'Comments' }).getByText('Typed before the session ended').waitFor();
});

test('offline, the page says so once and takes no change', async () => {
  await openBoard(page);
  await page.context().setOffline(true);
  await page.getByText('You are offline. What you see may be old').waitFor();

  await page.getByText('Offline', { exact: true }).waitFor();
  expect(await page.getByText('Live', { exact: true }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'New card', exact: true }).getAttribute('aria-disabled')).toBe('true');
  expect(await page.getByRole('button', { name: /^Quick add/ }).count()).toBe(0);
  await page.context().setOffline(false);
});

test('a card that is linked to is read before its board is there, and the board comes to it', async () => {
  await openBoard(page);
  await page.getByRole('link', { name: /^PHYS-15 / }).click();
  const address = page.url();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((released) => (letGo = released));
  await page.route('**/api/boards/*', async (route) => {
    await held;
    await route.continue();
  });

  await page.goto(address);
  await page.getByRole('heading', { name: 'Guide for the front desk' }).waitFor();
  letGo();
  const tile = page.getByRole('article', { name: /^PHYS-15 / });
  await tile.waitFor();
  await expect.poll(async () => (await tile.boundingBox())?.x ?? -1).toBeGreaterThanOrEqual(0);
  await expect.poll(async () => ((await tile.boundingBox())?.x ?? 9_999) < 1440 - 576).toBe(true);
});

test('every page is reached on a narrow screen', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openBoard(page);
  for (const name of ['Usage', 'Providers', 'API keys']) {
    await page.getByRole('button', { name: 'Pages' }).click();
    await page.getByRole('menuitem', { name }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
  }
  await accessible(page);
});

test('two agents that want approval are both told, and a lane counts what the filter shows', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: /Rough edges/ }).click();
  await page.getByRole('link', { name: /^EDGE-5 / }).click();
  await page.getByText('Backend Developer and Frontend Developer want your approval.').waitFor();

  await page.getByRole('searchbox', { name: 'Filter cards' }).fill('another card');
  await lane('Build').getByRole('img', { name: '1 of 3 cards shown' }).waitFor();
});

test('providers can be scrolled and read by keyboard', async () => {
  await page.setViewportSize({ width: 1440, height: 300 });
  await page.goto('/');
  await page.getByRole('link', { name: 'Providers' }).click();
  await page.getByRole('heading', { name: 'Anthropic' }).waitFor();
  await accessible(page);
});

test('the log of a run opens at that run', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: /Rough edges/ }).click();
  await page.getByRole('link', { name: /^EDGE-1 / }).click();
  await page.setViewportSize({ width: 1440, height: 420 });
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page.getByRole('listitem', { name: 'Run of CEO CoPilot' }).getByRole('link', { name: 'Log' }).click();

  await page.getByRole('log').getByText('CEO CoPilot', { exact: true }).waitFor();
  expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBeLessThan(60);
});

test('a brief of any length leaves the comments within reach', async () => {
  await openBoard(page);
  await page.getByRole('button', { name: 'New card in Build' }).click();
  await page.getByLabel('Title').fill('A long story');
  await page.getByLabel('Brief').fill('And then something else happened. '.repeat(1_400));
  await page.getByRole('button', { name: 'Create card' }).click();
  await page.getByRole('button', { name: 'Open the card' }).click();
  await page.getByRole('button', { name: 'Show all of it' }).waitFor();

  const panel = page.getByRole('tabpanel');
  expect(await panel.evaluate((element) => element.scrollHeight)).toBeLessThan(4_000);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await expect.poll(() => panel.evaluate((element) => element.scrollHeight)).toBeGreaterThan(6_000);
});

test('what was approved stays in force while a newer draft is read', async () => {
  await page.goto('/');
  await page.getByRole('link', { name: /Rough edges/ }).click();
  await page.getByRole('link', { name: /^EDGE-1 / }).click();
  await page.getByRole('tab', { name: 'Documents' }).click();
  await page.getByText('a newer draft; version 1 stays in force').waitFor();
  await page.getByRole('link', { name: /^Blueprint/ }).click();

  await page.getByText(/Version 1 approved by you/).waitFor();
  await page.getByText('The text changed after the approval.').waitFor();
  await page.getByText('CEO CoPilot left 2 questions open').click();
  await page.getByRole('form', { name: 'Open questions' }).getByRole('textbox').first().fill('Twelve euros a month');
  await page.getByRole('button', { name: 'Answer, and run CEO CoPilot again' }).click();
  await page.getByText('works the answers in').waitFor();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('list', { name: 'Comments' }).getByText('Twelve euros a month').waitFor();
});
