import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Records } from '../src/records.js';
import { handle } from '../src/{{kind}}.js';

const request = { id: 'r1', {{who}}: 'Ada', day: '2026-05-31' };

test('{{title}}', () => {
  const records = new Records();
  assert.equal(handle(records, request).done.kind, '{{kind}}');
  assert.equal(records.all('{{kind}}').length, 1);
});

test('the same request twice is done once', () => {
  const records = new Records();
  handle(records, request);
  assert.deepEqual(handle(records, request), handle(records, request));
  assert.equal(records.all('{{kind}}').length, 1);
});

test('a request without its {{who}} is refused with a sentence', () => {
  assert.match(handle(new Records(), { id: 'r2', day: '2026-05-31' }).refused, /Please say {{who}}/);
});

test('a day that is none is refused', () => {
  assert.match(handle(new Records(), { ...request, day: 'tomorrow' }).refused, /the day/);
});
