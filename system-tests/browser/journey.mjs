// The main job in a real browser: node browser/journey.mjs <url> <folder for pictures> [light|dark]
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, violations } from './chromium.mjs';

const [url, folder, colorScheme = 'light'] = process.argv.slice(2);
if (!url || !folder) {
  console.error('usage: node browser/journey.mjs <url> <folder for pictures> [light|dark]');
  process.exit(2);
}
const brief = readFileSync(new URL('../src/test/resources/brief-bakery.md', import.meta.url), 'utf8').replace(/^#.*\n+/, '');
const first = 'Vision & CoPilot Planning';
const second = 'PRD / MVP Definition';
const agents = 60_000;

mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: url, colorScheme });
page.setDefaultTimeout(15_000);
const mistakes = [];
page.on('pageerror', (error) => mistakes.push(`the page threw ${error}`));
page.on('response', (answer) => answer.status() >= 500 && mistakes.push(`${answer.request().method()} ${answer.url()} answered ${answer.status()}`));
page.on('console', (said) => said.text().includes('Content Security Policy') && mistakes.push(said.text()));

const begun = Date.now();
const lane = (name) => page.getByRole('region', { name });
const log = page.getByRole('log', { name: 'Log lines' });
const picture = (name) => page.screenshot({ path: join(folder, `${name}.png`) });
const tidyPicture = async (name) => {
  // Good news leaves by itself; it must not cover what the picture is to show.
  await page.waitForFunction(() => !document.querySelector('[aria-label="Notifications"] button'));
  await picture(name);
};
let current = 'opening the page';

async function step(what, work) {
  current = what;
  await work();
  console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

async function accessible(what) {
  await step(`${what} has no violation of WCAG 2.2 AA`, async () => {
    const found = await violations(page);
    if (found.length > 0) throw new Error(found.join('\n'));
  });
}

async function play() {
  await step('a person registers', async () => {
    await page.goto('/register');
    await page.getByRole('textbox', { name: 'Name' }).fill('Berta Bakes');
    await page.getByRole('textbox', { name: 'Email' }).fill(`browser-${crypto.randomUUID()}@example.com`);
    await page.getByLabel('Password').fill(crypto.randomUUID());
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
  });
  await step('makes a project', async () => {
    await page.getByRole('button', { name: 'New project' }).first().click();
    await page.getByLabel('Name').fill('Village bakery');
    await page.getByLabel('Key').fill('BAKE');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Village bakery' }).waitFor();
  });
  await step('writes a brief on a card of the first lane', async () => {
    await page.getByRole('button', { name: 'New card', exact: true }).click();
    await page.getByLabel('Title').fill('Orders for a village bakery');
    await page.getByLabel('Brief').fill(brief);
    await page.getByLabel('Type', { exact: true }).selectOption('BLUEPRINT');
    await page.getByRole('button', { name: 'Create card' }).click();
  });
  await step('opens the card and sees what CEO CoPilot writes', async () => {
    await lane(first).getByRole('link', { name: /^BAKE-1 / }).click();
    await page.getByRole('complementary', { name: 'Card BAKE-1' }).waitFor();
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await log.locator('time').first().waitFor({ timeout: agents });
    // The page follows the end of the log and draws only what can be seen: the beginning must be looked for.
    await log.evaluate((lines) => lines.scrollTo(0, 0));
    await log.getByText('CEO CoPilot', { exact: true }).waitFor();
    await log.locator('time').nth(2).waitFor({ timeout: agents });
  });
  await step('sees the three agents of the lane finish', async () => {
    await lane(first).getByRole('article', { name: /^BAKE-1 / }).waitFor();
    await page.getByRole('tab', { name: 'Runs' }).click();
    for (const agent of ['CEO CoPilot', 'Strategy', 'Storyboard']) {
      await page.getByRole('listitem', { name: `Run of ${agent}` }).getByText('Completed').waitFor({ timeout: agents });
    }
    await page.getByRole('tab', { name: 'Terminal' }).click();
    await log.getByText('End of this run’s log').last().waitFor();
    await tidyPicture('terminal');
  });
  await accessible('the terminal');
  await step('reads the blueprint, which speaks of the brief', async () => {
    await page.getByRole('tab', { name: 'Documents' }).click();
    await page.getByRole('link', { name: /blueprint/i }).first().click();
    const blueprint = page.getByRole('article').filter({ has: page.getByLabel('Note for the approval') });
    const text = (await blueprint.innerText()).toLowerCase();
    const words = ['baker', 'rolls', 'order'].filter((word) => !text.includes(word));
    if (words.length > 0) throw new Error(`the blueprint says nothing of ${words.join(', ')}:\n${text}`);
    await tidyPicture('document');
  });
  await accessible('the document');
  await step('approves it', async () => {
    await page.getByLabel('Note for the approval').fill('Begin with the evening orders.');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('is approved').waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByText(`Ready to leave ${first}`).waitFor();
  });
  await accessible('the drawer');
  await step('moves the card to the second lane', async () => {
    await page.getByRole('button', { name: 'Move to…' }).click();
    await page.getByRole('menuitem', { name: second }).click();
    await lane(second).getByRole('article', { name: /^BAKE-1 / }).waitFor();
  });
  await step('sees in the history who moved it, and from where', async () => {
    await page.getByRole('tab', { name: 'History' }).click();
    const entry = page.getByRole('list', { name: 'History' }).getByText(`moved it from ${first} to ${second}`);
    await entry.waitFor();
  });
  await step('gets feature cards on the board, without a reload', async () => {
    await page.getByRole('button', { name: 'Close card' }).click();
    await page.getByRole('article', { name: /^BAKE-2 / }).getByText('Feature', { exact: true }).waitFor({ timeout: agents });
    await page.getByRole('article', { name: /^BAKE-1 / }).getByText('Ready to move').waitFor({ timeout: agents });
    await tidyPicture('board');
  });
  await accessible('the board');
  await step('sees the price of every agent', async () => {
    await page.getByRole('link', { name: 'Usage' }).click();
    const row = page.getByRole('table', { name: 'By agent' }).getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'MVP Scope' }) });
    await row.waitFor({ timeout: 30_000 });
    const price = (await row.getByRole('cell').last().innerText()).trim();
    if (!/^\$\d/.test(price) || !/[1-9]/.test(price)) throw new Error(`the price of MVP Scope is ${price}`);
    await tidyPicture('usage');
  });
  await accessible('the usage page');
  await step('and nothing went wrong behind the page', async () => {
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  });
}

try {
  await play();
} catch (failure) {
  await picture('failure').catch((error) => console.error(`no picture of it: ${error}`));
  console.error(`failed: ${current}\n${failure.message}\n${mistakes.join('\n')}\nseen last: ${join(folder, 'failure.png')}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
