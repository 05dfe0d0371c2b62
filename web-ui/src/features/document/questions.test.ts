import { expect, test } from 'vitest';
import type { Comment } from '~/api/types.ts';
import { answersText, openQuestions } from './questions.ts';

const comment = (minute: number, author: string, body: string): Comment => ({
  id: String(minute),
  author,
  body,
  mentions: [],
  createdAt: `2026-11-30T12:0${minute}:00Z`,
});
const asked = comment(1, 'agent:CEO_COPILOT', 'I left 2 questions:\n- What may it cost?\n- Who pays?\n- This is a remark.');

test('the questions that an agent left are open', () => {
  expect(openQuestions([comment(0, 'user:a', '- Is this one?'), asked])).toEqual({
    agent: 'CEO_COPILOT',
    questions: ['What may it cost?', 'Who pays?'],
  });
});

test('answered questions are open no longer, and newer ones are', () => {
  const answered = comment(2, 'user:a', answersText(['Who pays?'], ['The patient']));

  expect(openQuestions([asked, answered])).toBeUndefined();
  expect(openQuestions([asked, answered, comment(3, 'agent:STRATEGY', '1. And when?')])?.questions).toEqual(['And when?']);
});

test('an answer is told with its question, and none is told for nothing', () => {
  expect(answersText(['What may it cost?', 'Who pays?'], ['', 'The patient'])).toBe('**Answers**\n\n- Who pays?\n  The patient');
  expect(answersText(['Who pays?'], [' '])).toBe('');
});
