import { randomUUID } from 'node:crypto';
import type { Attachment, Card, ChecklistItem, ChecklistItemChange, Comment } from '../src/api/types.ts';
import { missing, Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

/** What hangs on a card: its checklist, its files, who watches it. */
export class CardParts {
  private readonly lists = new Map<string, ChecklistItem[]>();
  private readonly files = new Map<string, (Attachment & { content: Buffer })[]>();
  private readonly watching = new Map<string, string[]>();

  constructor(private readonly world: World) {}

  checklist(card: string) {
    const items = this.items(card);
    return { items, done: items.filter((item) => item.done).length, total: items.length };
  }

  addItem(card: string, text: string): ChecklistItem {
    const items = this.items(card);
    const item: ChecklistItem = {
      id: randomUUID(),
      position: items.length,
      text,
      done: false,
      doneBy: null,
      doneAt: null,
      createdAt: now(),
    };
    this.keep(card, [...items, item]);
    return item;
  }

  changeItem(card: string, id: string, change: ChecklistItemChange): ChecklistItem {
    const items = this.items(card);
    const item = items.find((known) => known.id === id);
    if (!item) throw missing();
    const done = change.done ?? item.done;
    Object.assign(item, change, { done, doneBy: done ? this.world.me.id : null, doneAt: done ? now() : null });
    const others = items.filter((known) => known !== item);
    if (change.position !== undefined) others.splice(change.position, 0, item);
    this.keep(card, change.position === undefined ? items : others);
    return item;
  }

  removeItem(card: string, id: string): void {
    this.keep(
      card,
      this.items(card).filter((item) => item.id !== id),
    );
  }

  attachments(card: string) {
    return { items: (this.files.get(card) ?? []).map(({ content: _content, ...file }) => file) };
  }

  attach(card: string, id: string, name: string, content: Buffer): Attachment {
    if (/\.exe$/i.test(name)) throw new Refusal(400, 'invalid-request', 'A program cannot be attached.');
    const file = {
      id,
      name,
      mediaType: 'text/plain',
      size: content.length,
      sha256: 'x',
      uploadedBy: this.world.me.id,
      createdAt: now(),
      content,
    };
    this.files.set(card, [...(this.files.get(card) ?? []), file]);
    return file;
  }

  content(card: string, id: string): Buffer {
    const file = this.files.get(card)?.find((known) => known.id === id);
    if (!file) throw missing();
    return file.content;
  }

  detach(card: string, id: string): void {
    this.files.set(
      card,
      (this.files.get(card) ?? []).filter((file) => file.id !== id),
    );
  }

  watchers(card: string) {
    const names = new Map(this.world.people.members.map((member) => [member.userId, member.name]));
    return { items: (this.watching.get(card) ?? []).map((userId) => ({ userId, name: names.get(userId) ?? 'A member', since: now() })) };
  }

  watch(card: string, person: string, on: boolean) {
    const others = (this.watching.get(card) ?? []).filter((known) => known !== person);
    this.watching.set(card, on ? [...others, person] : others);
    return this.watchers(card);
  }

  private items(card: string): ChecklistItem[] {
    return this.lists.get(card) ?? [];
  }

  private keep(id: string, items: ChecklistItem[]): void {
    items.forEach((item, position) => (item.position = position));
    this.lists.set(id, items);
    const card = this.world.card(id);
    card.checklist = items.length > 0 ? { done: items.filter((item) => item.done).length, total: items.length } : null;
    this.world.tell('card.updated', card);
  }
}

/** The members whom a text names by @. */
export function mentionsIn(world: World, body: string): Comment['mentions'] {
  return world.people.members.filter(({ name }) => body.includes(`@${name}`)).map(({ userId, name }) => ({ id: userId, name }));
}

export function editComment(world: World, card: string, id: string, body: string): Comment {
  const comment = (world.comments.get(card) ?? []).find((known) => known.id === id);
  if (!comment) throw missing();
  return Object.assign(comment, { body, mentions: mentionsIn(world, body), editedAt: now() });
}

export function deleteComment(world: World, card: string, id: string): void {
  world.comments.set(
    card,
    (world.comments.get(card) ?? []).filter((known) => known.id !== id),
  );
}

export function archiveCard(world: World, id: string): void {
  const card = world.card(id);
  Object.assign(card, { archivedAt: now(), activeRun: null, version: card.version + 1 });
  world.lane(card.boardId, card.lane).forEach((other, index) => (other.position = index));
  world.note(card, `user:${world.me.id}`, 'archived', {});
  world.tell('card.deleted', card);
}

export function restoreCard(world: World, id: string, version: number | undefined): Card {
  const card = world.card(id);
  if (version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
  Object.assign(card, { archivedAt: null, version: card.version + 1 });
  card.position = world.lane(card.boardId, card.lane).length - 1;
  world.note(card, `user:${world.me.id}`, 'restored', {});
  world.tell('card.created', card);
  return card;
}

export function archivedCards(world: World, project: string, query: URLSearchParams) {
  const words = query.get('q')?.toLowerCase() ?? '';
  const items = world.cards
    .filter((card) => card.projectId === project && Boolean(card.archivedAt) === (query.get('archived') === 'true'))
    .filter((card) => card.title.toLowerCase().includes(words));
  return { items, nextCursor: null };
}
