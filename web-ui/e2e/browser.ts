import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { preview } from 'vite';
import { expect } from 'vitest';

const system = '/usr/bin/chromium';

let origin = '';

/** A browser, and for it alone the built page with the mock behind it: what one file of stories changes, no other one sees. */
export async function launch(): Promise<Browser> {
  const server = await preview({ mode: 'mock', preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
  origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`;
  const browser = await chromiumOf();
  browser.on('disconnected', () => void server.close());
  return browser;
}

/** A person who has not signed in. */
export const stranger = (browser: Browser): Promise<Page> => browser.newPage({ baseURL: origin });

/** The Chromium of the machine where there is one, else the one that came with npm. */
async function chromiumOf(): Promise<Browser> {
  if (existsSync(system)) return chromium.launch({ executablePath: system, args: ['--no-sandbox'] });
  // Made for one short call in the cloud: in one process the first closed page would end the browser.
  const unwanted = ['--single-process', '--no-zygote', '--disable-web-security'];
  const args = packed.args.filter((arg) => !arg.startsWith('--headless') && !unwanted.includes(arg));
  return chromium.launch({ executablePath: await packed.executablePath(), args });
}

export async function signedIn(browser: Browser, options: BrowserContextOptions = {}, email = 'ada@example.com'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: origin, ...options });
  page.setDefaultTimeout(20_000);
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('a long enough sentence');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Projects' }).waitFor();
  return page;
}

export async function openBoard(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: /Physio Booking/ }).click();
  await page.getByRole('region', { name: 'PRD / MVP Definition' }).waitFor();
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** No violation of WCAG 2.2 A and AA that a machine can find; everything stands in a landmark, and headings follow each other. */
export async function accessible(page: Page): Promise<void> {
  await page.addScriptTag({ path: axe });
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          node: unknown,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const options = { runOnly: { type: 'tag', values: tags }, rules: { region: { enabled: true }, 'heading-order': { enabled: true } } };
    const { violations } = await axe.run(document, options);
    // a menu hangs beside the page, and belongs to the button that opened it
    const inMenu = (target: unknown[]) => String(target[0]).includes('radix-popper');
    const told = violations.map(({ id, nodes }) => ({
      id,
      nodes: id === 'region' ? nodes.filter(({ target }) => !inMenu(target)) : nodes,
    }));
    return told.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  });
  expect(violations.join('\n')).toBe('');
}
