import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ago, Elapsed } from './clock.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-30T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

test('a time that is looked at goes on', () => {
  render(<Ago at="2026-11-30T11:59:50Z" />);
  expect(screen.getByText('10 sec. ago')).toBeDefined();

  act(() => vi.advanceTimersByTime(120_000));

  expect(screen.getByText('2 min. ago')).toBeDefined();
});

test('a run that goes on shows by the second how long', () => {
  render(<Elapsed from="2026-11-30T11:59:58Z" to={null} />);

  act(() => vi.advanceTimersByTime(63_000));

  expect(document.body.textContent).toBe('1 min 5 s');
});

test('no timer is left when nothing shows the time', () => {
  const { unmount } = render(<Ago at="2026-11-30T11:59:50Z" />);

  unmount();

  expect(vi.getTimerCount()).toBe(0);
});
