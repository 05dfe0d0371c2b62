import { randomUUID } from 'node:crypto';
import type {
  Agent,
  BoardEvent,
  Card,
  CardLink,
  Comment,
  DocumentVersion,
  FileChanges,
  HistoryEntry,
  LogLine,
  Me,
  Project,
  Run,
  WorkDocument,
} from '../src/api/types.ts';
import { CardParts } from './card-parts.ts';
import { People } from './people.ts';
import { missing } from './refusal.ts';

export interface MockRun extends Run {
  log: LogLine[];
  ended: boolean;
}

type Watcher = (event: BoardEvent) => void;

/** The state of the mock product; the features beside it hold enough rules that every screen shows what it would show with the real services. */
export class World {
  readonly me: Me;
  readonly projects: Project[] = [];
  readonly cards: Card[] = [];
  readonly documents: (WorkDocument & { projectId: string; cardIds: string[] })[] = [];
  readonly runs: MockRun[] = [];
  readonly history = new Map<string, HistoryEntry[]>();
  readonly comments = new Map<string, Comment[]>();
  readonly versions = new Map<string, DocumentVersion[]>();
  readonly links: CardLink[] = [];
  readonly lastMoves = new Map<string, { lane: number; status: Card['status']; version: number }>();
  /** Agents that a project made itself. */
  readonly ownAgents = new Map<string, Agent[]>();
  /** What a run wants to change, where it is not what the build agents always want. */
  readonly proposals = new Map<string, FileChanges>();
  readonly people: People;
  readonly parts = new CardParts(this);
  readonly watchers = new Set<Watcher>();
  readonly runWatchers = new Set<(run: MockRun) => void>();
  /** Agents that follow once a person has answered, by run. */
  readonly waiting = new Map<string, string[]>();
  /** From now on people make cards, and their rules hold. */
  seeded = false;
  private seq = 0;
  /** How long an agent takes for a line. */
  pace = 120;

  constructor() {
    this.me = {
      id: randomUUID(),
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      emailVerified: true,
      workspaces: [{ id: randomUUID(), name: 'Northwind Studio', slug: 'northwind', role: 'OWNER' }],
    };
    this.people = new People(this);
  }

  get workspaceId(): string {
    return this.me.workspaces[0]?.id ?? '';
  }

  project(id: string): Project {
    const project = this.projects.find((candidate) => candidate.id === id);
    if (!project) throw missing();
    return project;
  }

  card(id: string): Card {
    const card = this.cards.find((candidate) => candidate.id === id);
    if (!card) throw missing();
    return card;
  }

  run(id: string): MockRun {
    const run = this.runs.find((candidate) => candidate.id === id);
    if (!run) throw missing();
    return run;
  }

  lane(boardId: string, lane: number): Card[] {
    return this.cards
      .filter((card) => card.boardId === boardId && card.lane === lane && !card.archivedAt)
      .sort((a, b) => a.position - b.position);
  }

  note(card: Card, actor: string, action: string, changes: HistoryEntry['changes'], more: { reason?: string; runId?: string } = {}): void {
    const entry: HistoryEntry = {
      id: randomUUID(),
      actor,
      action,
      changes: changes ?? {},
      reason: more.reason ?? null,
      runId: more.runId ?? null,
      createdAt: now(),
    };
    this.history.set(card.id, [...(this.history.get(card.id) ?? []), entry]);
  }

  tell(type: BoardEvent['type'], card: Card, more: Record<string, unknown> = {}): void {
    const event = { seq: ++this.seq, type, data: { cardId: card.id, boardId: card.boardId, projectId: card.projectId, ...more } };
    this.watchers.forEach((watch) => watch(event));
  }
}

export const now = () => new Date().toISOString();
