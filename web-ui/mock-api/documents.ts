import { randomUUID } from 'node:crypto';
import type { Card, DocumentVersion, WorkDocument } from '../src/api/types.ts';
import { judge } from './cards.ts';
import { missing, Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

type Kept = World['documents'][number];

export function approveDocument(world: World, id: string, note: string | undefined, readVersion: number | undefined): WorkDocument {
  const document = find(world, id, readVersion);
  if (document.status === 'APPROVED') throw new Refusal(409, 'already-approved', 'This version is approved already.');
  const before = document.status;
  document.status = 'APPROVED';
  document.approvedVersion = document.version;
  Object.assign(newest(world, document), { approvedBy: world.me.id, approvedAt: now(), note: note ?? null });
  judged(world, document, 'document-approved', before, note);
  return document;
}

export function rejectDocument(world: World, id: string, note: string | undefined, readVersion: number | undefined): WorkDocument {
  const document = find(world, id, readVersion);
  const before = document.status;
  document.status = 'DRAFT';
  document.approvedVersion = null;
  Object.assign(newest(world, document), { approvedBy: null, approvedAt: null, note: note ?? null });
  judged(world, document, 'document-rejected', before, note);
  return document;
}

/** A new version of the card's own document of the type. */
export function writeDocument(
  world: World,
  card: Card,
  type: WorkDocument['type'],
  title: string,
  content: string,
  agentId: string,
  runId?: string,
): WorkDocument {
  let document = world.documents.find((known) => known.type === type && known.cardIds.includes(card.id));
  const before = document?.status ?? null;
  const author = `agent:${agentId}`;
  if (document) {
    Object.assign(document, { content, version: document.version + 1, updatedAt: now(), author, status: 'DRAFT' });
  } else {
    document = {
      id: randomUUID(),
      projectId: card.projectId,
      type,
      title,
      status: 'DRAFT',
      version: 1,
      updatedAt: now(),
      author,
      cardIds: [card.id],
      content,
      approvedVersion: null,
    };
    world.documents.push(document);
  }
  const version: DocumentVersion = {
    version: document.version,
    author,
    createdAt: now(),
    title,
    note: null,
    approvedBy: null,
    approvedAt: null,
  };
  world.versions.set(document.id, [version, ...(world.versions.get(document.id) ?? [])]);
  world.note(card, author, 'document-written', changesOf(document, before), { runId });
  judge(world, card);
  return document;
}

function find(world: World, id: string, readVersion: number | undefined): Kept {
  const document = world.documents.find((candidate) => candidate.id === id);
  if (!document) throw missing();
  if (readVersion !== undefined && readVersion !== document.version)
    throw new Refusal(412, 'version-conflict', 'There is a newer version. Read it before you judge it.');
  return document;
}

function newest(world: World, document: Kept): DocumentVersion {
  const version = world.versions.get(document.id)?.[0];
  if (!version) throw missing();
  return version;
}

function judged(world: World, document: Kept, action: string, before: string, note: string | undefined): void {
  world.cards.filter((card) => card.projectId === document.projectId).forEach((card) => judge(world, card));
  for (const card of world.cards.filter((candidate) => document.cardIds.includes(candidate.id))) {
    world.note(card, `user:${world.me.id}`, action, changesOf(document, before), note ? { reason: note } : {});
    world.tell('card.updated', card);
  }
}

function changesOf(document: Kept, before: string | null) {
  return {
    document: { from: null, to: document.id },
    documentType: { from: null, to: document.type },
    documentVersion: { from: null, to: document.version },
    documentStatus: { from: before, to: document.status },
  };
}
