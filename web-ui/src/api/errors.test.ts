import { expect, test } from 'vitest';
import { ApiError, errorMessage, fieldErrors, Unreachable } from './errors.ts';

test('takes the code from the end of the type', () => {
  const error = new ApiError(409, { type: 'https://agentworks.dev/problems/wip-limit-reached', detail: 'The lane is full.' });

  expect(error.code).toBe('wip-limit-reached');
  expect(errorMessage(error)).toBe('The lane is full.');
});

test('names the field that a pointer means', () => {
  const error = new ApiError(400, {
    errors: [
      { pointer: '#/title', message: 'is too long' },
      { pointer: '/labels/0', message: 'is empty' },
    ],
  });

  expect(fieldErrors(error)).toEqual({ title: 'is too long', labels: 'is empty' });
});

test('has words for a refusal without a problem detail', () => {
  expect(errorMessage(new ApiError(403, {}))).toBe('Your role does not allow this.');
  expect(errorMessage(new Unreachable())).toContain('cannot be reached');
});

test('says nothing in the words of the contract', () => {
  const error = new ApiError(409, { detail: 'The run of DEV_BACKEND is WAITING_APPROVAL.' });

  expect(errorMessage(error)).toBe('The run of Backend Developer is waiting for approval.');
});

test('never tells a person to send a token', () => {
  expect(errorMessage(new ApiError(401, { detail: 'Sign in, or send a valid access token.' }))).toBe('Please sign in again.');
});

test('names what could not be seen in a refusal', () => {
  expect(errorMessage(new ApiError(409, { detail: 'There is a card “a\u202Eb”.' }))).toBe('There is a card “a[U+202E]b”.');
});
