import { randomUUID } from 'node:crypto';
import type { Card, CardChange, CardMove, Comment, NewCard, NewComment } from '../src/api/types.ts';
import { mentionsIn } from './card-parts.ts';
import { laneRules } from './lanes.ts';
import { Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

export function createCard(world: World, projectId: string, request: NewCard, actor = `user:${world.me.id}`): Card {
  const project = world.project(projectId);
  const title = request.title?.trim() ?? '';
  if (!title) throw new Refusal(400, 'invalid-request', 'The card needs a title.', [{ pointer: '/title', message: 'must not be empty' }]);
  if (title.length > 200)
    throw new Refusal(400, 'invalid-request', 'The title is too long.', [{ pointer: '/title', message: 'is longer than 200 characters' }]);
  if (actor.startsWith('user:') && (request.lane ?? 0) > 5 && world.seeded && !(request.override && request.reason))
    throw new Refusal(409, 'override-needed', 'A card made after Build would pass the review unseen. Say why with override and a reason.');
  const number = world.cards.filter((card) => card.projectId === projectId).length + 1;
  const lane = request.lane ?? 0;
  const card: Card = {
    id: randomUUID(),
    number,
    key: `${project.key}-${number}`,
    projectId,
    boardId: project.boardId,
    laneId: `${project.boardId}-${lane}`,
    lane,
    position: world.lane(project.boardId, lane).length,
    type: request.type ?? 'TASK',
    title,
    description: request.description ?? null,
    acceptanceCriteria: request.acceptanceCriteria ?? [],
    labels: request.labels ?? [],
    priority: request.priority ?? 'MEDIUM',
    status: 'READY',
    assigneeId: request.assigneeId ?? null,
    estimate: null,
    dueDate: request.dueDate ?? null,
    parentId: request.parentId ?? null,
    reviewState: 'NONE',
    version: 1,
    createdAt: now(),
    updatedAt: now(),
    activeRun: null,
    lastRun: null,
    exitCriterion: null,
  };
  world.cards.push(card);
  judge(world, card);
  const at = { laneId: { from: null, to: card.laneId }, lane: { from: null, to: lane }, position: { from: null, to: card.position } };
  world.note(card, actor, 'created', at, { reason: request.reason ?? undefined });
  world.tell('card.created', card);
  return card;
}

export function moveCard(world: World, cardId: string, request: CardMove, version: number | undefined): Card {
  const card = world.card(cardId);
  if (version !== undefined && version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
  const rule = laneRules[request.toLane];
  if (!rule) throw new Refusal(400, 'invalid-request', 'There is no such lane.', [{ pointer: '/toLane', message: 'must be from 0 to 10' }]);
  const from = card.lane;
  const stood = { lane: from, status: card.status };
  if (!request.override) gate(world, card, request.toLane);
  const others = world.lane(card.boardId, request.toLane).filter((other) => other.id !== cardId);
  const before = others.findIndex((other) => other.id === request.beforeId);
  const after = others.findIndex((other) => other.id === request.afterId);
  const position = before >= 0 ? before : after >= 0 ? after + 1 : (request.position ?? others.length);
  if (from !== request.toLane) Object.assign(card, { lastRun: null, reviewState: 'NONE' });
  card.lane = request.toLane;
  card.laneId = `${card.boardId}-${request.toLane}`;
  others.splice(position, 0, card);
  others.forEach((other, index) => (other.position = index));
  world.lane(card.boardId, from).forEach((other, index) => (other.position = index));
  card.version++;
  card.updatedAt = now();
  judge(world, card);
  world.note(card, `user:${world.me.id}`, 'moved', { lane: { from, to: card.lane } }, { reason: request.reason ?? undefined });
  world.lastMoves.set(card.id, { ...stood, version: card.version });
  world.tell('card.moved', card);
  return card;
}

/** Within ten seconds, when nothing happened to the card since. */
export function undoMove(world: World, cardId: string): Card {
  const card = world.card(cardId);
  const last = world.lastMoves.get(cardId);
  if (!last || card.activeRun || card.version !== last.version)
    throw new Refusal(
      409,
      'undo-not-possible',
      `${card.activeRun?.agentId ?? 'Somebody'} has begun in this lane; cancel the run and move the card instead.`,
    );
  world.lastMoves.delete(cardId);
  const back = moveCard(world, cardId, { toLane: last.lane, override: true, reason: 'undone' }, card.version);
  back.status = last.status;
  world.tell('card.moved', back);
  return back;
}

export function editCard(world: World, cardId: string, change: CardChange, version: number | undefined): Card {
  const card = world.card(cardId);
  if (version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
  const before = { ...card };
  Object.assign(card, change, { version: card.version + 1, updatedAt: now() });
  const changes = Object.keys(change)
    .map((field) => [field, before[field as keyof Card], card[field as keyof Card]] as const)
    .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
    .map(([field, from, to]) => [field === 'assigneeId' ? 'assignee' : field, { from, to }]);
  world.note(card, `user:${world.me.id}`, 'updated', Object.fromEntries(changes));
  world.tell('card.updated', card);
  return card;
}

export function addComment(world: World, cardId: string, { body, file, line }: NewComment): Comment {
  const comment: Comment = {
    id: randomUUID(),
    author: `user:${world.me.id}`,
    body,
    file: file ?? null,
    line: line ?? null,
    createdAt: now(),
    mentions: mentionsIn(world, body),
  };
  world.comments.set(cardId, [...(world.comments.get(cardId) ?? []), comment]);
  world.note(world.card(cardId), comment.author, 'commented', { comment: { from: null, to: comment.id } });
  return comment;
}

/** A person's word on the card. */
export function reviewCard(world: World, cardId: string, verdict: 'APPROVED' | 'REJECTED'): Card {
  const card = world.card(cardId);
  world.note(card, `user:${world.me.id}`, verdict.toLowerCase(), { reviewState: { from: card.reviewState, to: verdict } });
  Object.assign(card, { reviewState: verdict, version: card.version + 1, updatedAt: now() });
  judge(world, card);
  world.tell('card.updated', card);
  return card;
}

/** Whether the card may leave its lane. */
export function judge(world: World, card: Card): void {
  const key = laneRules[card.lane]?.exitCriterion;
  if (!key) {
    card.exitCriterion = null;
    return;
  }
  const family = [card.id, ...ancestors(world, card)];
  const linked = (type: string) =>
    world.documents.find((document) => document.type === type && document.cardIds.some((id) => family.includes(id)));
  const lacking = (type: string) => (linked(type) ? [] : [`a ${type} document linked to the card`]);
  const missing: string[] = [];
  if (key === 'blueprint_approved' && !linked('BLUEPRINT')) missing.push('a BLUEPRINT document, approved by a person');
  else if (key === 'blueprint_approved' && linked('BLUEPRINT')?.status !== 'APPROVED') missing.push("a person's approval of the BLUEPRINT");
  if (key === 'mvp_features_created') {
    missing.push(...lacking('PRD'), ...lacking('MVP'));
    if (card.type === 'EPIC' && !world.cards.some((other) => other.parentId === card.id)) missing.push('at least one FEATURE child card');
  }
  if (key === 'research_documented') missing.push(...lacking('RESEARCH'));
  if (key === 'architecture_documented') missing.push(...lacking('ARCHITECTURE'));
  if (key === 'docs_written') missing.push(...lacking('USER_GUIDE'));
  if (key === 'build_reviewed') {
    const runs = world.runs.filter((run) => run.cardId === card.id);
    if (runs.length === 0) missing.push('a completed run of a build agent');
    for (const run of runs.filter((candidate) => candidate.status !== 'COMPLETED' && candidate.error?.code !== 'rejected'))
      missing.push(`the run of ${run.agentId} is ${run.status}, not completed`);
  }
  if ((key === 'review_approved' || key === 'deployment_approved') && card.reviewState !== 'APPROVED')
    missing.push('the approval of the card by a person');
  const blueprint = key === 'blueprint_approved' ? linked('BLUEPRINT') : undefined;
  card.exitCriterion = {
    key,
    met: missing.length === 0,
    missing,
    todo: missing.map((text) => ({
      code: key === 'build_reviewed' ? ('run-missing' as const) : ('document-missing' as const),
      text,
      target:
        key === 'build_reviewed'
          ? { kind: 'RUN' as const, id: null, type: null }
          : / document|BLUEPRINT/.test(text)
            ? { kind: 'DOCUMENT' as const, id: blueprint?.id ?? null, type: null }
            : null,
    })),
  };
}

function ancestors(world: World, card: Card): string[] {
  return card.parentId ? [card.parentId, ...ancestors(world, world.card(card.parentId))] : [];
}

function gate(world: World, card: Card, to: number): void {
  if (to > card.lane && card.exitCriterion && !card.exitCriterion.met) {
    throw new Refusal(
      409,
      'exit-criterion-not-met',
      `Before it leaves ${laneRules[card.lane]?.name}, the card lacks: ${card.exitCriterion.missing.join('; ')}. You may move it with override and a reason.`,
    );
  }
  const rule = laneRules[to];
  if (to !== card.lane && rule?.wipLimit && world.lane(card.boardId, to).length >= rule.wipLimit) {
    throw new Refusal(409, 'wip-limit-reached', `${rule.name} holds ${rule.wipLimit} of ${rule.wipLimit} cards. Move one on first.`);
  }
}
