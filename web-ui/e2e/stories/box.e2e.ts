import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, signedIn, stranger } from '../browser.ts';
import { entrances, everyPlace, type Place } from '../places.ts';

const widths = [320, 390, 768, 1440];
let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test('nothing leaves its box, on any page, at any width', async () => {
  const page = await signedIn(browser);
  const places = await everyPlace(page);
  const found: string[] = [];
  for (const place of places) found.push(...(await leaksAt(page, place)));
  await page.close();

  expect(found.join('\n')).toBe('');
}, 600_000);

test('nothing leaves its box before a person has signed in', async () => {
  const page = await stranger(browser);
  const found: string[] = [];
  for (const place of entrances) found.push(...(await leaksAt(page, place)));
  await page.close();

  expect(found.join('\n')).toBe('');
}, 60_000);

test('the check sees what leaves its box', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  const seen = async (html: string) => {
    await page.setContent(`<main style="width: 200px">${html}</main>`);
    return (await page.evaluate(leaks)).length;
  };

  expect(await seen('<p>short</p>')).toBe(0);
  expect(await seen(`<p>${'endless'.repeat(40)}</p>`)).toBeGreaterThan(0);
  expect(await seen(`<p style="overflow: hidden">${'endless'.repeat(40)}</p>`)).toBeGreaterThan(0);
  expect(await seen(`<p style="overflow: hidden; text-overflow: ellipsis">${'endless'.repeat(40)}</p>`)).toBe(0);
  expect(await seen(`<section style="overflow: auto"><p>${'endless'.repeat(40)}</p></section>`)).toBeGreaterThan(0);
  expect(await seen(`<pre style="overflow: auto">${'endless'.repeat(40)}</pre>`)).toBe(0);
  expect(await seen('<button style="width: 300px">wide</button>')).toBeGreaterThan(0);
  await page.close();
});

async function leaksAt(page: Page, place: Place): Promise<string[]> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await place.open(page);
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 768 ? 844 : 900 });
    if (place.anchored) await place.open(page);
    // two frames: what follows the size by script has followed
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    found.push(...(await page.evaluate(leaks)).map((leak) => `${place.name} at ${width}: ${leak}`));
  }
  return found;
}

/**
 * In the page: every text and every control must lie within all the boxes around it. Only what is made to be scrolled sideways
 * may hold more than it shows, and what is shortened must say so by its three dots.
 */
function leaks(): string[] {
  const scrolls = 'pre, table, [data-scrolls="sideways"], [role="group"][tabindex="0"], [role="region"][tabindex="0"]';
  const found = new Set<string>();
  const name = (element: Element) =>
    `${element.tagName.toLowerCase()}${element.getAttribute('aria-label') ? `[${element.getAttribute('aria-label')?.slice(0, 30)}]` : ''}.${[...element.classList].slice(0, 6).join('.')}`;
  const shortened = (style: CSSStyleDeclaration) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';

  if (document.documentElement.scrollWidth > innerWidth) found.add(`the page itself is ${document.documentElement.scrollWidth} wide`);

  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth <= 1) continue;
    const style = getComputedStyle(element);
    if (style.overflowX === 'visible' || style.display === 'inline' || element.matches(scrolls) || shortened(style)) continue;
    if (!element.checkVisibility()) continue;
    if (element.matches('input, textarea, select')) continue;
    found.add(`${name(element)} holds ${element.scrollWidth}, and shows ${element.clientWidth}`);
  }

  const check = (what: string, rect: DOMRect, from: Element) => {
    if (rect.width < 1 || rect.height < 1) return;
    let box: Element | null = from;
    while (box && box !== document.documentElement) {
      const style = getComputedStyle(box);
      if (box.matches(scrolls) || (style.overflowX !== 'visible' && shortened(style))) return;
      if (style.webkitLineClamp !== 'none') return;
      const around = box.getBoundingClientRect();
      // for the eyes of nobody
      if (around.width <= 1 || around.height <= 1) return;
      if (style.display !== 'inline' && style.display !== 'contents' && (rect.right > around.right + 1 || rect.left < around.left - 1)) {
        found.add(
          `${what} from ${Math.round(rect.left)} to ${Math.round(rect.right)} leaves ${name(box)} from ${Math.round(around.left)} to ${Math.round(around.right)}`,
        );
        return;
      }
      if (style.position === 'fixed') break;
      box = style.position === 'absolute' && box instanceof HTMLElement ? box.offsetParent : box.parentElement;
    }
    if (rect.right > innerWidth + 1 || rect.left < -1)
      found.add(`${what} leaves the window: from ${Math.round(rect.left)} to ${Math.round(rect.right)}`);
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode as Text;
    const parent = text.parentElement;
    if (!text.data.trim() || !parent?.checkVisibility() || parent.closest('script, style, option, title')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) check(`“${text.data.trim().slice(0, 40)}”`, rect, parent);
  }
  for (const control of document.querySelectorAll('button, a, input, select, textarea, svg, [role="img"]')) {
    if (control.checkVisibility() && control.parentElement && getComputedStyle(control).position !== 'absolute')
      check(name(control), control.getBoundingClientRect(), control.parentElement);
  }
  return [...found];
}
