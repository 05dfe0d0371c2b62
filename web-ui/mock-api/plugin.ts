import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { WebSocketServer } from 'ws';
import { answerHttp } from './http.ts';
import { seeded } from './seed.ts';
import { terminal, workspaceFeed } from './sockets.ts';
import type { World } from './world.ts';

/** The API in memory, inside Vite's own server: for designing, and for the browser tests. */
export function mockApi(): Plugin {
  const world = seeded();
  return {
    name: 'agentworks-mock-api',
    configureServer: (server) => serve(world, server.httpServer as Server | null, (handler) => server.middlewares.use(handler)),
    configurePreviewServer: (server) => serve(world, server.httpServer as Server, (handler) => server.middlewares.use(handler)),
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

function serve(world: World, server: Server | null, use: (handler: Handler) => void): void {
  use((request, response, next) => {
    if (/^\/(api|auth)\//.test(request.url ?? '')) void answerHttp(world, request, response);
    else next();
  });
  const sockets = new WebSocketServer({ noServer: true });
  server?.on('upgrade', (request, socket, head) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const card = /^\/api\/cards\/([^/]+)\/terminal$/.exec(path)?.[1];
    const workspace = /^\/api\/workspaces\/([^/]+)\/events$/.exec(path)?.[1];
    if (!card && !workspace) return;
    sockets.handleUpgrade(request, socket, head, (opened) => (card ? terminal(world, opened, card) : workspaceFeed(world, opened)));
  });
}
