import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useOnline } from './online.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function Shown() {
  return <p>{useOnline() ? 'reached' : 'out of reach'}</p>;
}

async function without(network: boolean, fetched: () => Promise<Response>) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(network);
  vi.stubGlobal('fetch', fetched);
  await act(async () => {
    dispatchEvent(new Event(network ? 'online' : 'offline'));
  });
}

test('a page that comes from the machine itself needs no network', async () => {
  const { unmount } = render(<Shown />);

  await without(false, () => Promise.resolve(new Response()));

  expect(screen.getByText('reached')).toBeDefined();
  unmount();
});

test('a server that does not answer is out of reach until the network is back', async () => {
  const { unmount } = render(<Shown />);

  await without(false, () => Promise.reject(new TypeError('no network')));
  expect(await screen.findByText('out of reach')).toBeDefined();

  await without(true, () => Promise.resolve(new Response()));
  expect(await screen.findByText('reached')).toBeDefined();
  unmount();
});
