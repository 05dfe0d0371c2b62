import type { Comment } from '~/api/types.ts';

export interface OpenQuestions {
  /** The agent that asks. */
  agent: string;
  questions: string[];
}

const heading = '**Answers**';

/** The questions that an agent left in a comment and that nobody has answered since. */
export function openQuestions(comments: readonly Comment[]): OpenQuestions | undefined {
  const inOrder = [...comments].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  const asked = inOrder.findLast((comment) => comment.author.startsWith('agent:') && questionsIn(comment.body).length > 0);
  if (!asked) return undefined;
  const answered = inOrder.some((comment) => comment.createdAt >= asked.createdAt && comment.body.startsWith(heading));
  return answered ? undefined : { agent: asked.author.slice('agent:'.length), questions: questionsIn(asked.body) };
}

function questionsIn(body: string): string[] {
  return body
    .split('\n')
    .map((line) => /^\s*(?:[-*+]|\d+[.)])\s+(.*\?)\s*$/.exec(line)?.[1] ?? '')
    .filter(Boolean);
}

/** The answers as a comment, and as what the agent is told; questions without one are left out. */
export function answersText(questions: readonly string[], answers: readonly string[]): string {
  const said = questions.flatMap((question, index) => {
    const words = answers[index]?.trim();
    return words ? [`- ${question}\n  ${words.replaceAll('\n', '\n  ')}`] : [];
  });
  return said.length > 0 ? `${heading}\n\n${said.join('\n')}` : '';
}
