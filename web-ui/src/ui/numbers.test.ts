import { expect, test } from 'vitest';
import { amount, fileSize, money } from './numbers.ts';

test.each([
  ['0', '$0.00'],
  ['0.000000000000', '$0.00'],
  ['1.5', '$1.50'],
  ['0.093', '$0.0930'],
  ['0.072600', '$0.0726'],
  ['0.71', '$0.7100'],
  ['12.3456', '$12.34'],
  ['0.000004210000', '$0.0000042'],
  ['1234567.891', '$1,234,567.89'],
  ['90071992547409931.12', '$90,071,992,547,409,931.12'],
  ['-2.25', '-$2.25'],
  [null, '–'],
])('shows %s as %s', (amount, shown) => {
  expect(money(amount)).toBe(shown);
});

test.each([
  ['0.5', '$0.50'],
  ['0.19', '$0.19'],
  ['0.0035', '$0.0035'],
  ['1200', '$1,200.00'],
])('names the limit %s as %s', (named, shown) => {
  expect(amount(named)).toBe(shown);
});

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_536, '1.5 KiB'],
  [26_214_400, '25 MiB'],
])('%i bytes are %s', (bytes, said) => {
  expect(fileSize(bytes)).toBe(said);
});
