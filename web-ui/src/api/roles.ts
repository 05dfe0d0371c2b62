import type { Role } from './types.ts';

/** The server decides; this only spares people a button that would be refused. */
export const canWrite = (role: Role | undefined) => role !== undefined && role !== 'VIEWER';
export const canOverride = (role: Role | undefined) => role === 'OWNER' || role === 'ADMIN';
export const readOnlyReason = 'You are a viewer in this workspace: you can read everything and change nothing.';
