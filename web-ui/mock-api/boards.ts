import { randomUUID } from 'node:crypto';
import type { Board, Project } from '../src/api/types.ts';
import { laneRules } from './lanes.ts';
import { missing, Refusal } from './refusal.ts';
import { now, type World } from './world.ts';

export function createProject(world: World, name: string, key: string, description = ''): Project {
  if (world.projects.some((project) => project.key === key)) {
    throw new Refusal(409, 'conflict', `The key ${key} is taken.`, [{ pointer: '/key', message: 'is taken by another project' }]);
  }
  const project: Project = {
    id: randomUUID(),
    workspaceId: world.workspaceId,
    key,
    name,
    description,
    boardId: randomUUID(),
    version: 1,
    createdAt: now(),
  };
  world.projects.push(project);
  return project;
}

export function boardOf(world: World, boardId: string): Board {
  const project = world.projects.find((candidate) => candidate.boardId === boardId);
  if (!project) throw missing();
  const cards = world.cards.filter((card) => card.boardId === boardId && !card.archivedAt);
  return {
    id: boardId,
    projectId: project.id,
    lanes: laneRules.map((rule, number) => ({
      id: `${boardId}-${number}`,
      number,
      wipPolicy: 'ENFORCE',
      ...rule,
      count: cards.filter((card) => card.lane === number).length,
      wipCount: cards.filter((card) => card.lane === number && card.status !== 'DONE').length,
    })),
    cards: cards.map((card) => ({ ...card, exitCriterion: card.exitCriterion })),
  };
}
