import type { Role } from '~/api/types.ts';

export const roles: readonly Role[] = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER'];

/** What each role may do, in a line. */
export const roleMeans: Record<Role, string> = {
  OWNER: 'Everything, deleting the workspace and making other owners among it',
  ADMIN: 'People, API keys, settings and budgets; may pass a gate with a reason',
  MEMBER: 'Works on cards, starts agents and approves what they did',
  VIEWER: 'Reads everything and changes nothing',
};

const rank = (role: Role) => roles.indexOf(role);

/** Nobody gives more than they have, and nobody changes who has more. */
export const reaches = (own: Role | undefined, other: Role): boolean => own !== undefined && rank(own) <= rank(other);

export const managesPeople = (role: Role | undefined): boolean => role === 'OWNER' || role === 'ADMIN';
