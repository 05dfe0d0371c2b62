// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = new URL('../dist/', import.meta.url);
const kibibytes = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

// Maven builds before it tests; a bare `npm test` on a fresh clone has nothing to weigh.
const built = test.skipIf(!existsSync(new URL('.vite/manifest.json', dist)));

built('the board’s first load stays within its budget', () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>;
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  const first = [entry, ...(entry?.imports ?? []).map((name) => manifest[name])].filter((chunk) => chunk !== undefined);
  const script = first.reduce((sum, chunk) => sum + kibibytes(chunk.file), 0);
  const style = new Set(first.flatMap((chunk) => chunk.css ?? []));

  expect(script).toBeLessThanOrEqual(220);
  expect([...style].reduce((sum, file) => sum + kibibytes(file), 0)).toBeLessThanOrEqual(15);
});

built('each part that loads later is small', () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<
    string,
    Chunk & { isDynamicEntry?: boolean }
  >;

  for (const chunk of Object.values(manifest).filter(({ isDynamicEntry }) => isDynamicEntry)) {
    expect(kibibytes(chunk.file), chunk.file).toBeLessThanOrEqual(60);
  }
});

built('nothing is loaded from another host', () => {
  const page = readFileSync(new URL('index.html', dist), 'utf8');
  const styles = readdirSync(new URL('assets/', dist))
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(new URL(`assets/${file}`, dist), 'utf8'));

  for (const text of [page, ...styles]) expect(text).not.toMatch(/(src|href)="https?:|url\(["']?https?:/);
});
