import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The browser's stories, against the API in memory. `npm run build` first. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    environment: 'node',
    include: ['e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 120_000, // a slow machine is no failure
    hookTimeout: 60_000,
  },
});
