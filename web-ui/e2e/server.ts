import type { AddressInfo } from 'node:net';
import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    origin: string;
  }
}

/** The built page with the mock behind it, on a free port of the loopback. */
export default async function setup(project: TestProject) {
  const server = await preview({ mode: 'mock', preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
  const { port } = server.httpServer.address() as AddressInfo;
  project.provide('origin', `http://127.0.0.1:${port}`);
  return () => server.close();
}
