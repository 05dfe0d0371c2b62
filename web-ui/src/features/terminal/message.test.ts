import { expect, test } from 'vitest';
import { agentWords } from '~/api/words.ts';
import { messageOf } from './message.ts';

test.each([
  ['orchestrator', 'STORYBOARD is queued', 'Storyboard is queued'],
  ['orchestrator', 'tool write_document → version 1', 'tool write document → version 1'],
  ['provider', 'answered with 12 tokens, 0.0255 USD', 'answered with 12 tokens, $0.0255'],
  ['agent', 'wrote BLUEPRINT "Hives" (version 3)', 'wrote blueprint "Hives" (version 3)'],
  ['agent', 'created FEATURE UHW-2 "the TASK_QUEUE of beeHives"', 'created feature UHW-2 "the TASK_QUEUE of beeHives"'],
  ['agent', 'read src/main/beeHives.java, lines 1 to 9 of 9', 'read src/main/beeHives.java, lines 1 to 9 of 9'],
] as const)('a line of the %s, “%s”, reads “%s”', (source, message, read) => {
  expect(messageOf({ source, message }, agentWords)).toBe(read);
});
