import { randomUUID } from 'node:crypto';
import type { Card, WorkDocument } from '../src/api/types.ts';
import { judge } from './cards.ts';
import { missing, Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

export function approveDocument(world: World, id: string): WorkDocument {
  const document = world.documents.find((candidate) => candidate.id === id);
  if (!document) throw missing();
  if (document.status === 'APPROVED') throw new Refusal(409, 'conflict', 'This version is approved already.');
  document.status = 'APPROVED';
  world.cards.filter((card) => card.projectId === document.projectId).forEach((card) => judge(world, card));
  for (const card of world.cards.filter((candidate) => document.cardIds.includes(candidate.id))) world.tell('card.updated', card);
  return document;
}

export function writeDocument(world: World, card: Card, type: WorkDocument['type'], title: string, content: string, agentId: string): void {
  const known = world.documents.find((document) => document.type === type && document.projectId === card.projectId);
  if (known) {
    Object.assign(known, { content, version: known.version + 1, updatedAt: now(), author: `agent:${agentId}`, status: 'DRAFT' });
  } else {
    world.documents.push({
      id: randomUUID(),
      projectId: card.projectId,
      type,
      title,
      status: 'DRAFT',
      version: 1,
      updatedAt: now(),
      author: `agent:${agentId}`,
      cardIds: [card.id],
      content,
    });
  }
  judge(world, card);
}
