import { randomBytes, randomUUID } from 'node:crypto';
import type { ApiKey, MadeApiKey, NewApiKey } from '../src/api/types.ts';
import { Refusal } from './refusal.ts';

/** The API keys of the one workspace there is. */
export class Keys {
  private keys: ApiKey[] = [];

  list(): { items: ApiKey[]; nextCursor: null } {
    return { items: this.keys, nextCursor: null };
  }

  make(request: NewApiKey, createdBy: ApiKey['createdBy']): MadeApiKey {
    if (!request.name.trim())
      throw new Refusal(400, 'invalid-request', 'The request is not valid.', [{ pointer: '/name', message: 'must not be blank' }]);
    const secret = `aw_${[...randomBytes(49)].map((byte) => (byte % 36).toString(36)).join('')}`;
    const key: ApiKey = {
      id: randomUUID(),
      workspaceId: request.workspaceId,
      name: request.name,
      scopes: request.scopes,
      prefix: secret.slice(0, 11),
      createdBy,
      createdAt: new Date().toISOString(),
      expiresAt: request.expiresAt ?? null,
      lastUsedAt: null,
    };
    this.keys = [key, ...this.keys];
    return { ...key, key: secret };
  }

  revoke(id: string): void {
    if (!this.keys.some((key) => key.id === id)) throw new Refusal(404, 'not-found', 'There is no such API key.');
    this.keys = this.keys.filter((key) => key.id !== id);
  }
}
