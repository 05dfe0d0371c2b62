import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The browser and its driver are those of the user interface; nothing is installed twice.
const ui = createRequire(new URL('../../web-ui/package.json', import.meta.url));
const { chromium } = ui('playwright-core');
const axe = readFileSync(ui.resolve('axe-core/axe.min.js'), 'utf8');
const system = '/usr/bin/chromium';

/** The Chromium of the machine where there is one, else the one that came with npm. */
export async function launch() {
  if (existsSync(system)) return chromium.launch({ executablePath: system, args: ['--no-sandbox'] });
  const { default: packed } = await import(pathToFileURL(ui.resolve('@sparticuz/chromium')).href);
  // Made for one short call in the cloud: in one process the first closed page would end the browser.
  const unwanted = ['--single-process', '--no-zygote', '--disable-web-security'];
  const args = packed.args.filter((arg) => !arg.startsWith('--headless') && !unwanted.includes(arg));
  return chromium.launch({ executablePath: await packed.executablePath(), args });
}

/** What a machine can find against WCAG 2.2 A and AA on the page as it is now: one sentence a violation. */
export async function violations(page) {
  // As the debugger, not as a script of the page: the page's own policy would rightly refuse that.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const result = await globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  });
}
