import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessible, launch, openBoard, signedIn } from '../browser.ts';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  page = await signedIn(browser);
  await openBoard(page);
  return () => page.close();
});

const openCard = async (opened: Page, key: string) => {
  await opened.getByRole('link', { name: new RegExp(`^${key} `) }).click();
  await opened.getByRole('complementary', { name: `Card ${key}` }).waitFor();
};
const facts = () => page.getByRole('region', { name: 'Facts' });
const tile = (key: string) => page.getByRole('article', { name: new RegExp(`^${key} `) });

test('who does it, until when and how far it is are changed where they are read', async () => {
  await openCard(page, 'PHYS-6');
  await facts().getByLabel('Assignee').selectOption({ label: 'Grace Hopper' });
  await tile('PHYS-6').getByText('Assigned to Grace Hopper').waitFor({ state: 'attached' });
  await facts().getByLabel('Status').selectOption({ label: 'Blocked' });
  await facts().getByLabel('Due date').fill('2026-01-31');
  await facts().getByLabel('Due date').blur();
  await facts().getByLabel('Priority').selectOption({ label: 'Critical' });
  await accessible(page);

  await page.getByRole('tab', { name: 'History' }).click();
  const history = page.getByRole('list', { name: 'History' });
  await history.getByText('gave it to Grace Hopper').waitFor();
  await history.getByText('set the due date to Jan 31, 2026').waitFor();
  await history.getByText(/changed the status from .* to Blocked/).waitFor();
});

test('a change by somebody else in between is not overwritten', async () => {
  await openCard(page, 'PHYS-8');
  // the page does not hear of what the other does
  await page.route(/\/api\/cards\/[^/]+$/, async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    await route.continue({ headers: { ...route.request().headers(), 'if-match': '"0"' } });
  });
  await facts().getByLabel('Assignee').selectOption({ label: 'Alan Turing' });
  await page.getByText('Somebody or an agent changed it meanwhile').waitFor();
  await facts().getByLabel('Assignee').locator('option:checked').getByText('Nobody').waitFor({ state: 'attached' });
});

test('a viewer reads the facts and changes none', async () => {
  const viewer = await signedIn(browser, {}, 'viewer@example.com');
  await openBoard(viewer);
  await openCard(viewer, 'PHYS-13');
  const region = viewer.getByRole('region', { name: 'Facts' });
  await region.getByText('Grace Hopper').waitFor();
  expect(await region.getByRole('combobox').count()).toBe(0);
  await accessible(viewer);
  await viewer.close();
});

test('the board is narrowed to a person, a label and a status, and the address says so', async () => {
  await page.getByRole('button', { name: 'More filters' }).click();
  await accessible(page);
  await page.getByLabel('Assignee').selectOption({ label: 'Me' });
  await tile('PHYS-9').waitFor();
  await tile('PHYS-8').waitFor({ state: 'detached' });
  await page.getByLabel('Assignee').selectOption({ label: 'Everybody' });
  await page.getByLabel('Label').selectOption({ label: 'legal' });
  await tile('PHYS-8').waitFor();
  await page.keyboard.press('Escape');
  expect(new URL(page.url()).searchParams.get('label')).toBe('legal');
  await openCard(page, 'PHYS-8');
  await page.getByRole('button', { name: 'Close card' }).click();
  expect(new URL(page.url()).searchParams.get('label')).toBe('legal');
  await page.getByRole('button', { name: '1 more filter' }).click();
  await page.getByRole('button', { name: 'Show all of them' }).click();
  await tile('PHYS-1').waitFor();
});
