import type { KeyScope } from '~/api/types.ts';

/** What a program with a key may do, in a person's words. */
export const scopeLabels: Record<KeyScope, { name: string; hint: string }> = {
  models: { name: 'Call models', hint: 'OpenAI-compatible calls under /v1; they cost the workspace money' },
  'api:read': { name: 'Read', hint: 'projects, boards, cards, documents, runs, usage' },
  'api:write': { name: 'Write', hint: 'cards, comments, documents, runs of agents; never approvals or rules' },
};
