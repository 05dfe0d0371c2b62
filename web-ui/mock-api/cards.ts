import { randomUUID } from 'node:crypto';
import type { Card, CardChange, CardMove, Comment, NewCard } from '../src/api/types.ts';
import { laneRules } from './lanes.ts';
import { Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

export function createCard(world: World, projectId: string, request: NewCard, actor = `user:${world.me.id}`): Card {
  const project = world.project(projectId);
  const title = request.title?.trim() ?? '';
  if (!title) throw new Refusal(400, 'invalid-request', 'The card needs a title.', [{ pointer: '/title', message: 'must not be empty' }]);
  if (title.length > 200)
    throw new Refusal(400, 'invalid-request', 'The title is too long.', [{ pointer: '/title', message: 'is longer than 200 characters' }]);
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
    assigneeId: null,
    estimate: null,
    dueDate: null,
    parentId: request.parentId ?? null,
    reviewState: 'NONE',
    version: 1,
    createdAt: now(),
    updatedAt: now(),
    activeRun: null,
    exitCriterion: null,
  };
  world.cards.push(card);
  judge(world, card);
  world.note(card, actor, 'created', {});
  world.tell('card.created', card);
  return card;
}

export function moveCard(world: World, cardId: string, request: CardMove, version: number | undefined): Card {
  const card = world.card(cardId);
  if (version !== undefined && version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
  const rule = laneRules[request.toLane];
  if (!rule) throw new Refusal(400, 'invalid-request', 'There is no such lane.', [{ pointer: '/toLane', message: 'must be from 0 to 10' }]);
  const from = card.lane;
  if (!request.override) gate(world, card, request.toLane);
  const others = world.lane(card.boardId, request.toLane).filter((other) => other.id !== cardId);
  const before = others.findIndex((other) => other.id === request.beforeId);
  const after = others.findIndex((other) => other.id === request.afterId);
  const position = before >= 0 ? before : after >= 0 ? after + 1 : (request.position ?? others.length);
  card.lane = request.toLane;
  card.laneId = `${card.boardId}-${request.toLane}`;
  others.splice(position, 0, card);
  others.forEach((other, index) => (other.position = index));
  world.lane(card.boardId, from).forEach((other, index) => (other.position = index));
  card.version++;
  card.updatedAt = now();
  judge(world, card);
  world.note(card, `user:${world.me.id}`, 'moved', { lane: { from, to: card.lane } }, request.reason);
  world.tell('card.moved', card);
  return card;
}

export function editCard(world: World, cardId: string, change: CardChange, version: number | undefined): Card {
  const card = world.card(cardId);
  if (version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
  Object.assign(card, change, { version: card.version + 1, updatedAt: now() });
  world.note(card, `user:${world.me.id}`, 'updated', {});
  world.tell('card.updated', card);
  return card;
}

export function addComment(world: World, cardId: string, body: string): Comment {
  const comment: Comment = { id: randomUUID(), author: `user:${world.me.id}`, body, file: null, line: null, createdAt: now() };
  world.comments.set(cardId, [...(world.comments.get(cardId) ?? []), comment]);
  return comment;
}

/** Whether the card may leave its lane. */
export function judge(world: World, card: Card): void {
  const key = laneRules[card.lane]?.exitCriterion;
  if (!key) {
    card.exitCriterion = null;
    return;
  }
  const has = (type: string, approved = false) =>
    world.documents.some(
      (document) => document.projectId === card.projectId && document.type === type && (!approved || document.status === 'APPROVED'),
    );
  const missing: string[] = [];
  if (key === 'blueprint_approved' && !has('BLUEPRINT', true))
    missing.push(has('BLUEPRINT') ? 'The blueprint is a draft that nobody has approved yet.' : 'There is no blueprint yet.');
  if (key === 'mvp_features_created' && !world.cards.some((other) => other.parentId === card.id))
    missing.push('The card has no feature card.');
  if (key === 'review_approved' && card.reviewState !== 'APPROVED') missing.push('No person has approved the card.');
  if (key === 'research_documented' && !has('RESEARCH')) missing.push('There is no research document on the card.');
  card.exitCriterion = { key, met: missing.length === 0, missing };
}

function gate(world: World, card: Card, to: number): void {
  if (to > card.lane && card.exitCriterion && !card.exitCriterion.met) {
    throw new Refusal(
      409,
      'exit-criterion-not-met',
      `${laneRules[card.lane]?.name} is not done: ${card.exitCriterion.missing[0] ?? 'its criterion is not met'}`,
    );
  }
  const rule = laneRules[to];
  if (to !== card.lane && rule?.wipLimit && world.lane(card.boardId, to).length >= rule.wipLimit) {
    throw new Refusal(409, 'wip-limit-reached', `${rule.name} holds ${rule.wipLimit} of ${rule.wipLimit} cards. Move one on first.`);
  }
}
