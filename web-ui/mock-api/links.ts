import { randomUUID } from 'node:crypto';
import type { Card, LinkedCard, LinkKind } from '../src/api/types.ts';
import type { World } from './world.ts';

/** Links two cards and writes it into the history of both. */
export function linkCards(world: World, kind: LinkKind, from: Card, to: Card, actor = `user:${world.me.id}`): void {
  world.links.push({ id: randomUUID(), kind, from: ended(from), to: ended(to) });
  for (const card of [from, to]) {
    world.note(card, actor, 'linked', {
      link: { from: null, to: kind },
      fromCard: { from: null, to: from.key },
      toCard: { from: null, to: to.key },
    });
  }
}

const ended = ({ id, key, title, lane, status }: Card): LinkedCard => ({ id, key, title, lane, status });
