import { expect, test } from 'vitest';
import { agentWords, healthWords, midSentence, plainSentence, spaced } from './words.ts';

test.each([
  ["a person's approval of the BLUEPRINT", "a person's approval of the blueprint"],
  ['at least one FEATURE child card', 'at least one feature child card'],
  ['a MVP document linked to the card', 'an MVP document linked to the card'],
  ['a PRD document linked to the card', 'a PRD document linked to the card'],
  ['a ARCHITECTURE document linked to the card', 'an architecture document linked to the card'],
  ['an USER_GUIDE document linked to the card', 'a user guide document linked to the card'],
  ['the run of DEV_BACKEND is WAITING_APPROVAL, not completed', 'the run of Backend Developer is waiting for approval, not completed'],
  ['STORYBOARD is queued', 'Storyboard is queued'],
  ['created FEATURE UHW-2 "Hives"', 'created feature UHW-2 "Hives"'],
  ['used 12 tokens, 0.0255625 USD', 'used 12 tokens, $0.0255625'],
  ['tool write_document failed', 'tool write document failed'],
  ['acceptanceCriteria must not be null', 'acceptance criteria must not be null'],
  ['Run 01a2292d-7280-7000-9732-42b872b9ee21 is over', 'Run … is over'],
  ['You may move it with override and a reason.', 'You may move it all the same, with a reason.'],
  ['UHW-2 waits for HTTP and the iPhone app', 'UHW-2 waits for HTTP and the iPhone app'],
])('says “%s” as “%s”', (told, said) => {
  expect(plainSentence(told)).toBe(said);
});

test('an agent of the project is called by its name', () => {
  const nameOf = (agent: string) => (agent === 'HIVE_KEEPER' ? 'Bea' : agentWords(agent));

  expect(plainSentence('HIVE_KEEPER is queued', nameOf)).toBe('Bea is queued');
  expect(plainSentence('SOME_NEW_STATE is told', nameOf)).toBe('some new state is told');
});

test('a name of a field is read as words', () => {
  expect(spaced('acceptanceCriteria')).toBe('acceptance criteria');
  expect(spaced('due-date')).toBe('due date');
});

test('capitals stay in the middle of a sentence', () => {
  expect(midSentence('PRD, MVP and a feature card exist')).toBe('PRD, MVP and a feature card exist');
  expect(midSentence('A person approves the blueprint')).toBe('a person approves the blueprint');
});

test('the health of a provider is said in words', () => {
  expect(healthWords('up')).toBe('Answers');
  expect(healthWords('half_open')).toBe('Half open');
});
