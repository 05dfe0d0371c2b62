import { expect, test } from 'vitest';
import { auditActions, auditActor, auditSentence } from './audit-words.ts';

const thing = { kind: 'member', id: 'x', name: 'Grace' };

test.each([
  ['member.role-changed', { from: 'MEMBER', to: 'ADMIN' }, 'changed the role of Grace from member to admin'],
  ['member.joined', { role: 'VIEWER' }, 'joined as viewer'],
  ['member.removed', { role: 'MEMBER' }, 'removed Grace, member'],
  ['invitation.sent', {}, 'invited Grace'],
  ['workspace.renamed', { from: 'Old', to: 'New' }, 'renamed the workspace from Old to New'],
  ['card.archived', {}, 'archived the card Grace'],
  ['card.document-approved', {}, 'card document approved: Grace'],
  ['budget.limit-set', {}, 'budget limit set: Grace'],
])('%s is told as people say it', (action, details, sentence) => {
  expect(auditSentence({ action, thing, details })).toBe(sentence);
});

test('no action is told by its name in the contract', () => {
  for (const action of Object.keys(auditActions)) expect(auditSentence({ action, thing, details: {} })).not.toContain(action);
});

test('who it was says by which means', () => {
  const actor = { id: null, apiKeyId: null, runId: null };
  expect(auditActor({ ...actor, kind: 'api-key', name: 'Grace' })).toBe('Grace, by an API key');
  expect(auditActor({ ...actor, kind: 'agent', name: 'DEV_BACKEND' })).toBe('Backend Developer');
  expect(auditActor({ ...actor, kind: 'platform', name: 'core' })).toBe('AgentWorks');
});
