import assert from 'node:assert/strict';
import { test } from 'node:test';
import { screen } from '../src/{{name}}.js';

test('says that it is loading', () => assert.match(screen({ loading: true }), /role="status"/));
test('says why it was refused', () => assert.match(screen({ refused: 'Not on Sundays.' }), /role="alert">Not on Sundays/));
test('says that there is nothing yet', () => assert.match(screen({ items: [] }), /Nothing here yet/));
test('never shows what was typed as markup', () => {
  assert.doesNotMatch(screen({ items: [{ day: '<script>' }] }), /<script>/);
});
