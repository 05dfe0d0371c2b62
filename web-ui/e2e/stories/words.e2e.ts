import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pieces } from '../../src/ui/unseen.ts';
import { launch, signedIn, stranger } from '../browser.ts';
import { entrances, everyPlace, type Place, projectKeys } from '../places.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const contract = JSON.parse(
  readFileSync(new URL('../../../gateway-service/src/main/resources/openapi/openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, unknown> } };

/** Every value of every list in the contract that is written in capitals. */
const values = new Set<string>();
collect(contract.components.schemas);

function collect(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('enum' in node && Array.isArray(node.enum))
    for (const value of node.enum) if (/^[A-Z][A-Z_]{2,}$/.test(String(value))) values.add(String(value));
  Object.values(node).forEach(collect);
}

// written in capitals by people as well
['PRD', 'MVP'].forEach((word) => values.delete(word));
const keys = new Set<string>();

const machine: readonly (readonly [string, RegExp])[] = [
  ['an id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i],
  ['a name in capitals', /\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\b[A-Z]{4,}\b/],
  ['a name with a hump', /\b[a-z]{2,}[A-Z][a-z]+\w*\b/],
  ['a name with an underscore', /\b[a-z]{2,}_[a-z_]+\b/],
  ['a time of a machine', /\d{4}-\d\d-\d\dT\d\d/],
];

function machineWords(text: string): string[] {
  // the beginning of an API key is shown as it is
  const told = text.replace(/\baw_[a-z0-9]+/g, '').replace(/\b[A-Z][A-Z0-9]+\b/g, (word) => (keys.has(word) ? '' : word));
  return [
    ...machine.flatMap(([what, pattern]) => (pattern.test(told) ? [`${what} in “${text.slice(0, 160)}”`] : [])),
    ...told.split(/[^A-Z_]+/).flatMap((word) => (values.has(word) ? [`${word} in “${text.slice(0, 160)}”`] : [])),
  ];
}

test('no enum, id or camel case reaches the screen, and nothing on it is unseen', async () => {
  const page = await signedIn(browser);
  const found: string[] = [];
  for (const key of await projectKeys(page)) keys.add(key);
  for (const place of await everyPlace(page)) found.push(...(await mistakesAt(page, place)));
  await page.close();

  expect([...new Set(found)].join('\n')).toBe('');
}, 600_000);

test('the pages before the board speak in words', async () => {
  const page = await stranger(browser);
  const found: string[] = [];
  for (const place of entrances) found.push(...(await mistakesAt(page, place)));
  await page.close();

  expect(found.join('\n')).toBe('');
}, 60_000);

test('the check knows a machine’s words', () => {
  for (const text of [
    'run 01a2292d-7280-7000-9732-42b872b9ee21',
    'it is WAITING_APPROVAL',
    'a BLUEPRINT',
    'documentType changed',
    'wrote write_document',
    'at 2026-11-30T12:00:00Z',
  ])
    expect(machineWords(text), text).not.toEqual([]);
  keys.add('PHYS');
  for (const text of ['PHYS-1 Blueprint: a PRD', 'CEO CoPilot and DevOps', 'Nov 30, 2026']) expect(machineWords(text), text).toEqual([]);
  expect(values.size).toBeGreaterThan(30);
});

async function mistakesAt(page: Page, place: Place): Promise<string[]> {
  await place.open(page);
  const { told, written } = await page.evaluate(said);
  return [
    ...told.flatMap((text) => machineWords(text)),
    ...[...told, ...written, await page.title()].flatMap((text) =>
      pieces(text).some((piece) => piece.unseen) ? [`unseen characters in “${text.slice(0, 80)}”`] : [],
    ),
  ].map((mistake) => `${place.name}: ${mistake}`);
}

/**
 * In the page: every text that is read or heard. What the page and the services say is told apart from what people and agents
 * wrote into briefs, documents, diffs and files, where a name of a machine is at home.
 */
function said(): { told: string[]; written: string[] } {
  const told: string[] = [];
  const written: string[] = [];
  const put = (text: string | null | undefined, at: Element | null) => {
    if (text?.trim()) (at?.closest('.prose, pre, code, [aria-label^="Changes of"], summary .font-mono') ? written : told).push(text.trim());
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent && !parent.closest('script, style, textarea') && (parent.checkVisibility() || parent.closest('option')))
      put(texts.currentNode.textContent, parent);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [aria-description], [aria-valuetext]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
      put(element.getAttribute(name), element);
  return { told, written };
}
