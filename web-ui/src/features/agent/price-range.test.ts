import { expect, test } from 'vitest';
import type { Run } from '~/api/types.ts';
import { priceRange, rangeOfAll, rangeSentence } from './price-range.ts';

const run = (agentId: string, price: string, more: Partial<Run> = {}) =>
  ({ agentId, price, status: 'COMPLETED', simulated: false, ...more }) as Run;

test('the range goes from the cheapest to the dearest run that came to its end', () => {
  const runs = [run('PRD', '0.31'), run('PRD', '0.02'), run('PRD', '9', { status: 'FAILED' }), run('QA', '5')];

  expect(priceRange('PRD', runs)).toEqual({ low: '0.02', high: '0.31', runs: 2, simulated: false });
  expect(priceRange('RESEARCH', runs)).toBeUndefined();
});

test('agents that start one after the other cost what all of them cost', () => {
  const { range, unknown } = rangeOfAll(['PRD', 'MVP_SCOPE', 'QA'], [run('PRD', '0.10'), run('PRD', '0.20'), run('MVP_SCOPE', '1.05')]);

  expect(range).toEqual({ low: '1.150000', high: '1.250000', runs: 3, simulated: false });
  expect(unknown).toEqual(['QA']);
});

test('the sentence says how many runs it is read from, who has none, and that a simulator played them', () => {
  const simulated = rangeOfAll(['PRD'], [run('PRD', '0.02', { simulated: true }), run('PRD', '0.31', { simulated: true })]);
  const [one] = [priceRange('PRD', [run('PRD', '0.02')])];

  expect(simulated.range && rangeSentence(simulated.range, [])).toBe(
    'Expected price $0.0200 to $0.3100, as in 2 earlier runs by the simulator.',
  );
  expect(one && rangeSentence(one, ['Strategy', 'QA'])).toBe(
    'Expected price about $0.0200, as in one earlier run; Strategy and QA have not run yet.',
  );
});

test('one run that was not simulated makes the range a real one', () => {
  expect(priceRange('PRD', [run('PRD', '0.02', { simulated: true }), run('PRD', '0.03')])?.simulated).toBe(false);
});
