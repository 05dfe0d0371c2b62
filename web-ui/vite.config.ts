/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';
import { mockApi } from './mock-api/plugin.ts';

const gateway = process.env.AGENTWORKS_GATEWAY ?? 'http://127.0.0.1:8080';
// The gateway checks the origin of writes and sockets: towards it, this server is its own page.
const relayed: ProxyOptions = { target: gateway, ws: true, changeOrigin: true, headers: { origin: gateway } };
const proxy: Record<string, ProxyOptions> = { '/api': relayed, '/auth': relayed };

/** `--mode mock` answers every call from mock-api/, so the UI runs with no backend. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwind(), ...(mode === 'mock' ? [mockApi()] : [])],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: mode === 'mock' ? {} : proxy,
  },
  preview: { host: '127.0.0.1', port: 4173 },
  build: { target: 'es2023', manifest: true, chunkSizeWarningLimit: 700 },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'mock-api/**/*.test.ts'],
    restoreMocks: true,
  },
}));
