import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openBoard, signedIn } from '../browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const cardIn = (page: Page, lane: string, title: RegExp) => page.getByRole('region', { name: lane }).getByRole('article', { name: title });

test('what one person does shows in another browser, which never asks for the whole board again', async () => {
  const here = await signedIn(browser);
  const there = await signedIn(browser);
  const boards: string[] = [];
  there.on('request', (request) => /\/api\/boards\//.test(request.url()) && boards.push(request.url()));
  await openBoard(here);
  await openBoard(there);
  await there.getByRole('status').getByText('Live', { exact: true }).waitFor();
  await cardIn(there, 'Vision & CoPilot Planning', /^PHYS-2 /)
    .getByText('to read the blueprint')
    .waitFor();

  await here.getByRole('button', { name: 'Quick add to Build' }).click();
  await here.getByLabel('Title of the new card in Build').fill('Seen from afar');
  await here.keyboard.press('Enter');
  await cardIn(there, 'Build', /Seen from afar/).waitFor();

  await cardIn(here, 'Build', /Seen from afar/)
    .getByRole('button', { name: /^Move .* to…$/ })
    .focus();
  await here.keyboard.press('Enter');
  await here.getByRole('menuitem', { name: /Planning & Task/ }).click();
  await cardIn(there, 'Planning & Task Breakdown', /Seen from afar/).waitFor();
  await cardIn(there, 'Planning & Task Breakdown', /Seen from afar/)
    .getByText('Planner')
    .waitFor();

  expect(boards).toHaveLength(1);
  await here.close();
  await there.close();
});
