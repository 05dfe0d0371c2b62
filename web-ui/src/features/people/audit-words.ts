import type { AuditEntry, Role } from '~/api/types.ts';
import { agentWords, roleWords, spaced } from '~/api/words.ts';

/** Every action that an audit log records, as it is chosen from a list. */
export const auditActions = {
  'workspace.created': 'Workspace created',
  'workspace.renamed': 'Workspace renamed',
  'workspace.deleted': 'Workspace deleted',
  'workspace.restored': 'Workspace restored',
  'member.joined': 'Member joined',
  'member.role-changed': 'Role changed',
  'member.removed': 'Member removed',
  'member.left': 'Member left',
  'invitation.sent': 'Invitation sent',
  'invitation.revoked': 'Invitation taken back',
  'api-key.created': 'API key made',
  'api-key.revoked': 'API key revoked',
  'card.created': 'Card made',
  'card.moved': 'Card moved',
  'card.updated': 'Card changed',
  'card.approved': 'Card approved',
  'card.rejected': 'Card rejected',
  'card.archived': 'Card archived',
  'card.restored': 'Card taken back from the archive',
} as const;

export type AuditAction = keyof typeof auditActions;

export const isAuditAction = (action: unknown): action is AuditAction => typeof action === 'string' && action in auditActions;

type Line = Pick<AuditEntry, 'action' | 'thing' | 'details'>;

/** What was done, behind the name of who did it. */
export function auditSentence({ action, thing, details }: Line): string {
  const name = thing.name ?? 'somebody';
  const card = thing.name ?? 'that is gone';
  const role = roleIn(details.role);
  if (!isAuditAction(action)) return `${spaced(action.replace('.', ' '))}${thing.name ? `: ${thing.name}` : ''}`;
  switch (action) {
    case 'workspace.created':
      return `made the workspace ${thing.name ?? ''}`.trim();
    case 'workspace.renamed':
      return typeof details.from === 'string' && typeof details.to === 'string'
        ? `renamed the workspace from ${details.from} to ${details.to}`
        : `renamed the workspace to ${name}`;
    case 'workspace.deleted':
      return 'deleted the workspace';
    case 'workspace.restored':
      return 'took the workspace back';
    case 'member.joined':
      return `joined${role ? ` as ${role}` : ''}`;
    case 'member.role-changed': {
      const [from, to] = [roleIn(details.from), roleIn(details.to)];
      return `changed the role of ${name}${from && to ? ` from ${from} to ${to}` : ''}`;
    }
    case 'member.removed':
      return `removed ${name}${role ? `, ${role}` : ''}`;
    case 'member.left':
      return `left the workspace${role ? `, ${role} until then` : ''}`;
    case 'invitation.sent':
      return `invited ${name}${role ? ` as ${role}` : ''}`;
    case 'invitation.revoked':
      return `took back the invitation of ${name}`;
    case 'api-key.created':
      return `made the API key ${name}`;
    case 'api-key.revoked':
      return `revoked the API key ${name}`;
    case 'card.created':
      return `made the card ${card}`;
    case 'card.moved':
      return `moved the card ${card}`;
    case 'card.updated':
      return `changed the card ${card}`;
    case 'card.approved':
      return `approved the card ${card}`;
    case 'card.rejected':
      return `rejected the card ${card}`;
    case 'card.archived':
      return `archived the card ${card}`;
    case 'card.restored':
      return `took the card ${card} back from the archive`;
  }
}

/** Who it was, with the means: a program by its key, an agent by its name. */
export function auditActor({ kind, name }: AuditEntry['actor']): string {
  switch (kind) {
    case 'person':
      return name;
    case 'api-key':
      return `${name}, by an API key`;
    case 'agent':
      return /^[A-Z][A-Z0-9_]+$/.test(name) ? agentWords(name) : name;
    case 'platform':
      return 'AgentWorks';
  }
}

function roleIn(value: unknown): string | undefined {
  return typeof value === 'string' && value in roleWords ? roleWords[value as Role].toLowerCase() : undefined;
}
