import { randomUUID } from 'node:crypto';
import type {
  Board,
  BoardEvent,
  Card,
  CardChange,
  CardMove,
  Comment,
  HistoryEntry,
  LogLine,
  Me,
  NewCard,
  Project,
  Run,
  Usage,
  WorkDocument,
} from '../src/api/types.ts';
import { laneRules } from './lanes.ts';
import { proposal } from './proposal.ts';

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly errors: { pointer: string; message: string }[] = [],
  ) {
    super(detail);
  }
}

export interface MockRun extends Run {
  log: LogLine[];
  ended: boolean;
}

type Watcher = (event: BoardEvent) => void;

/** The product in memory: enough of its rules that every screen shows what it would show with the real services. */
export class World {
  readonly me: Me;
  readonly projects: Project[] = [];
  readonly cards: Card[] = [];
  readonly documents: (WorkDocument & { projectId: string; cardIds: string[] })[] = [];
  readonly runs: MockRun[] = [];
  readonly history = new Map<string, HistoryEntry[]>();
  readonly comments = new Map<string, Comment[]>();
  readonly watchers = new Set<Watcher>();
  readonly runWatchers = new Set<(run: MockRun) => void>();
  private readonly waiting = new Map<string, string[]>();
  private seq = 0;
  /** How long an agent takes for a line. */
  pace = 120;

  constructor() {
    this.me = {
      id: randomUUID(),
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      workspaces: [{ id: randomUUID(), name: 'Northwind Studio', slug: 'northwind', role: 'OWNER' }],
    };
  }

  get workspaceId(): string {
    return this.me.workspaces[0]?.id ?? '';
  }

  createProject(name: string, key: string, description = ''): Project {
    if (this.projects.some((project) => project.key === key)) {
      throw new Refusal(409, 'conflict', `The key ${key} is taken.`, [{ pointer: '/key', message: 'is taken by another project' }]);
    }
    const project: Project = {
      id: randomUUID(),
      workspaceId: this.workspaceId,
      key,
      name,
      description,
      boardId: randomUUID(),
      version: 1,
      createdAt: now(),
    };
    this.projects.push(project);
    return project;
  }

  board(boardId: string): Board {
    const project = this.projects.find((candidate) => candidate.boardId === boardId);
    if (!project) throw missing();
    const cards = this.cards.filter((card) => card.boardId === boardId);
    return {
      id: boardId,
      projectId: project.id,
      lanes: laneRules.map((rule, number) => ({
        id: `${boardId}-${number}`,
        number,
        wipPolicy: 'ENFORCE',
        ...rule,
        count: cards.filter((card) => card.lane === number).length,
      })),
      cards: cards.map((card) => ({ ...card, exitCriterion: card.exitCriterion })),
    };
  }

  createCard(projectId: string, wish: NewCard, actor = `user:${this.me.id}`, starts = true): Card {
    const project = this.project(projectId);
    const title = wish.title?.trim() ?? '';
    if (!title) throw new Refusal(400, 'invalid-request', 'The card needs a title.', [{ pointer: '/title', message: 'must not be empty' }]);
    if (title.length > 200) throw new Refusal(400, 'invalid-request', 'The title is too long.', [{ pointer: '/title', message: 'is longer than 200 characters' }]);
    const number = this.cards.filter((card) => card.projectId === projectId).length + 1;
    const lane = wish.lane ?? 0;
    const card: Card = {
      id: randomUUID(),
      number,
      key: `${project.key}-${number}`,
      projectId,
      boardId: project.boardId,
      laneId: `${project.boardId}-${lane}`,
      lane,
      position: this.lane(project.boardId, lane).length,
      type: wish.type ?? 'TASK',
      title,
      description: wish.description ?? null,
      acceptanceCriteria: wish.acceptanceCriteria ?? [],
      labels: wish.labels ?? [],
      priority: wish.priority ?? 'MEDIUM',
      status: 'READY',
      assigneeId: null,
      estimate: null,
      dueDate: null,
      parentId: wish.parentId ?? null,
      reviewState: 'NONE',
      version: 1,
      createdAt: now(),
      updatedAt: now(),
      activeRun: null,
      exitCriterion: null,
    };
    this.cards.push(card);
    this.judge(card);
    this.note(card, actor, 'created', {});
    this.tell('card.created', card);
    if (starts) this.enter(card);
    return card;
  }

  move(cardId: string, wish: CardMove, version: number | undefined): Card {
    const card = this.card(cardId);
    if (version !== undefined && version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
    const rule = laneRules[wish.toLane];
    if (!rule) throw new Refusal(400, 'invalid-request', 'There is no such lane.', [{ pointer: '/toLane', message: 'must be from 0 to 10' }]);
    const from = card.lane;
    if (!wish.override) this.gate(card, wish.toLane);
    const others = this.lane(card.boardId, wish.toLane).filter((other) => other.id !== cardId);
    const before = others.findIndex((other) => other.id === wish.beforeId);
    const after = others.findIndex((other) => other.id === wish.afterId);
    const position = before >= 0 ? before : after >= 0 ? after + 1 : (wish.position ?? others.length);
    card.lane = wish.toLane;
    card.laneId = `${card.boardId}-${wish.toLane}`;
    others.splice(position, 0, card);
    others.forEach((other, index) => (other.position = index));
    this.lane(card.boardId, from).forEach((other, index) => (other.position = index));
    card.version++;
    card.updatedAt = now();
    this.judge(card);
    this.note(card, `user:${this.me.id}`, 'moved', { lane: { from, to: card.lane } }, wish.reason);
    this.tell('card.moved', card);
    if (from !== card.lane) this.enter(card);
    return card;
  }

  edit(cardId: string, change: CardChange, version: number | undefined): Card {
    const card = this.card(cardId);
    if (version !== card.version) throw new Refusal(412, 'version-conflict', 'The card was changed meanwhile.');
    Object.assign(card, change, { version: card.version + 1, updatedAt: now() });
    this.note(card, `user:${this.me.id}`, 'updated', {});
    this.tell('card.updated', card);
    return card;
  }

  comment(cardId: string, body: string): Comment {
    const comment: Comment = { id: randomUUID(), author: `user:${this.me.id}`, body, file: null, line: null, createdAt: now() };
    this.comments.set(cardId, [...(this.comments.get(cardId) ?? []), comment]);
    return comment;
  }

  approveDocument(id: string): WorkDocument {
    const document = this.documents.find((candidate) => candidate.id === id);
    if (!document) throw missing();
    if (document.status === 'APPROVED') throw new Refusal(409, 'conflict', 'This version is approved already.');
    document.status = 'APPROVED';
    this.cards.filter((card) => card.projectId === document.projectId).forEach((card) => this.judge(card));
    for (const card of this.cards.filter((candidate) => document.cardIds.includes(candidate.id))) this.tell('card.updated', card);
    return document;
  }

  startRun(card: Card, agentId: string, trigger: Run['trigger'], then: string[] = []): MockRun {
    const run: MockRun = {
      id: randomUUID(),
      cardId: card.id,
      agentId,
      status: 'RUNNING',
      trigger,
      triggeredBy: `user:${this.me.id}`,
      provider: 'openai',
      model: 'gpt-4o',
      usage: { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0, totalTokens: 0 },
      cost: '0',
      price: '0',
      simulated: true,
      progress: 0,
      startedAt: now(),
      finishedAt: null,
      summary: null,
      error: null,
      retryOf: null,
      log: [],
      ended: false,
    };
    this.runs.push(run);
    card.activeRun = { id: run.id, agentId, status: run.status };
    this.tell('run.started', card, { runId: run.id });
    this.runWatchers.forEach((watch) => watch(run));
    this.play(card, run, then);
    return run;
  }

  cancel(runId: string): MockRun {
    const run = this.run(runId);
    if (run.ended) throw new Refusal(409, 'conflict', 'The run is over already.');
    this.finish(this.card(run.cardId), run, 'CANCELLED');
    return run;
  }

  usage(from: string, to: string): Usage {
    const tally = (runs: MockRun[]) => ({
      calls: runs.length * 4,
      inputTokens: sum(runs, (run) => run.usage.inputTokens),
      outputTokens: sum(runs, (run) => run.usage.outputTokens),
      cost: micro(sum(runs, (run) => Number(run.cost) * 1e6)),
      price: micro(sum(runs, (run) => Number(run.price) * 1e6)),
    });
    const inside = this.runs.filter((run) => (run.startedAt ?? '') >= from && (run.startedAt ?? '') < to);
    const by = (key: (run: MockRun) => string) =>
      Object.fromEntries([...new Set(inside.map(key))].map((name) => [name, tally(inside.filter((run) => key(run) === name))]));
    const all = tally(inside);
    return {
      workspaceId: this.workspaceId,
      period: { from, to },
      totalCalls: all.calls,
      totalCost: all.cost,
      totalPrice: all.price,
      grossMargin: '0.8',
      breakdown: {
        byProvider: by((run) => run.provider),
        byAgent: by((run) => run.agentId),
        byProject: by((run) => this.card(run.cardId).projectId),
        byModel: by((run) => run.model),
        byDay: by((run) => (run.startedAt ?? '').slice(0, 10)),
      },
    };
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

  /** Writes down what a finished run looks like, without waiting for it. */
  pastRun(card: Card, agentId: string, daysAgo: number, tokens: number, provider = 'openai', model = 'gpt-4o'): void {
    const at = new Date(Date.now() - daysAgo * 86_400_000);
    const cost = (tokens * 0.6 * 2.5 + tokens * 0.4 * 10) / 1e6;
    this.runs.push({
      id: randomUUID(),
      cardId: card.id,
      agentId,
      status: 'COMPLETED',
      trigger: 'AUTO',
      triggeredBy: `user:${this.me.id}`,
      provider,
      model,
      usage: { inputTokens: Math.round(tokens * 0.6), outputTokens: Math.round(tokens * 0.4), cachedInputTokens: 0, reasoningTokens: 0, totalTokens: tokens },
      cost: cost.toFixed(6),
      price: (cost * 5).toFixed(6),
      simulated: true,
      progress: 100,
      startedAt: at.toISOString(),
      finishedAt: new Date(at.getTime() + 41_000).toISOString(),
      summary: 'Wrote a first draft from the brief and left three questions for a person to answer.',
      error: null,
      retryOf: null,
      log: [],
      ended: true,
    });
  }

  writeDocument(card: Card, type: WorkDocument['type'], title: string, content: string, agentId: string): void {
    const known = this.documents.find((document) => document.type === type && document.projectId === card.projectId);
    if (known) {
      Object.assign(known, { content, version: known.version + 1, updatedAt: now(), author: `agent:${agentId}`, status: 'DRAFT' });
    } else {
      this.documents.push({
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
    this.judge(card);
  }

  private enter(card: Card): void {
    const [first, ...then] = laneRules[card.lane]?.onEntry ?? [];
    if (first) this.startRun(card, first, 'AUTO', then);
  }

  private gate(card: Card, to: number): void {
    if (to > card.lane && card.exitCriterion && !card.exitCriterion.met) {
      throw new Refusal(409, 'exit-criterion-not-met', `${laneRules[card.lane]?.name} is not done: ${card.exitCriterion.missing[0] ?? 'its criterion is not met'}`);
    }
    const rule = laneRules[to];
    if (to !== card.lane && rule?.wipLimit && this.lane(card.boardId, to).length >= rule.wipLimit) {
      throw new Refusal(409, 'wip-limit-reached', `${rule.name} holds ${rule.wipLimit} of ${rule.wipLimit} cards. Move one on first.`);
    }
  }

  /** Whether the card may leave its lane. */
  private judge(card: Card): void {
    const key = laneRules[card.lane]?.exitCriterion;
    if (!key) {
      card.exitCriterion = null;
      return;
    }
    const has = (type: string, approved = false) =>
      this.documents.some((document) => document.projectId === card.projectId && document.type === type && (!approved || document.status === 'APPROVED'));
    const missing: string[] = [];
    if (key === 'blueprint_approved' && !has('BLUEPRINT', true)) missing.push(has('BLUEPRINT') ? 'The blueprint is a draft that nobody has approved yet.' : 'There is no blueprint yet.');
    if (key === 'mvp_features_created' && !this.cards.some((other) => other.parentId === card.id)) missing.push('The card has no feature card.');
    if (key === 'review_approved' && card.reviewState !== 'APPROVED') missing.push('No person has approved the card.');
    if (key === 'research_documented' && !has('RESEARCH')) missing.push('There is no research document on the card.');
    card.exitCriterion = { key, met: missing.length === 0, missing };
  }

  private play(card: Card, run: MockRun, then: string[]): void {
    const script = scriptOf(run.agentId, card.title);
    const step = (index: number) => {
      if (run.ended) return;
      const line = script[index];
      if (!line) {
        this.conclude(card, run, then);
        return;
      }
      run.log.push({ ...line, offset: run.log.length, runId: run.id, timestamp: now() });
      run.usage.inputTokens += 240;
      run.usage.outputTokens += 90;
      run.usage.totalTokens += 330;
      run.cost = (run.usage.totalTokens * 4e-6).toFixed(6);
      run.price = (run.usage.totalTokens * 2e-5).toFixed(6);
      run.progress = Math.round((100 * (index + 1)) / script.length);
      this.runWatchers.forEach((watch) => watch(run));
      setTimeout(() => step(index + 1), this.pace).unref();
    };
    step(0);
  }

  /** A person's word on a run that waits for one. */
  decide(runId: string, verb: 'answer' | 'approve' | 'reject', body: Record<string, unknown>): MockRun {
    const run = this.run(runId);
    const card = this.card(run.cardId);
    if (run.status !== (verb === 'answer' ? 'WAITING_INPUT' : 'WAITING_APPROVAL')) throw new Refusal(409, 'run-not-waiting', 'The run does not wait for this.');
    if (verb === 'approve' && body.digest !== proposal.digest) throw new Refusal(409, 'proposal-changed', 'The changes are others by now. Look at them again.');
    const then = this.waiting.get(runId) ?? [];
    this.waiting.delete(runId);
    delete run.question;
    delete run.waitingFor;
    if (verb === 'reject') {
      run.error = { code: 'rejected', message: String(body.note ?? 'A person rejected the changes.') };
      this.finish(card, run, 'CANCELLED');
    } else {
      this.complete(card, run, then);
    }
    return run;
  }

  private conclude(card: Card, run: MockRun, then: string[]): void {
    if (run.agentId.startsWith('DEV')) {
      this.wait(card, run, then, 'WAITING_APPROVAL');
    } else if (run.agentId === 'CEO_COPILOT' && !card.description) {
      run.question = { text: 'The brief does not say **who pays**. Who does?', choices: ['The practice', 'The patient'], deadline: new Date(Date.now() + 3_600_000).toISOString() };
      this.wait(card, run, then, 'WAITING_INPUT');
    } else {
      this.complete(card, run, then);
    }
  }

  private wait(card: Card, run: MockRun, then: string[], status: 'WAITING_INPUT' | 'WAITING_APPROVAL'): void {
    run.status = status;
    card.activeRun = { id: run.id, agentId: run.agentId, status };
    this.waiting.set(run.id, then);
    this.tell('run.waiting', card, { runId: run.id });
    this.runWatchers.forEach((watch) => watch(run));
  }

  private complete(card: Card, run: MockRun, then: string[]): void {
    if (run.agentId === 'CEO_COPILOT') this.writeDocument(card, 'BLUEPRINT', `Blueprint: ${card.title}`, blueprint(card), run.agentId);
    if (run.agentId === 'PRD') this.writeDocument(card, 'PRD', `Requirements: ${card.title}`, blueprint(card), run.agentId);
    if (run.agentId === 'MVP_SCOPE') {
      this.createCard(card.projectId, { title: 'Patients book without an account', type: 'FEATURE', lane: 1, parentId: card.id }, 'agent:MVP_SCOPE', false);
      this.judge(card);
    }
    run.summary = `${run.agentId === 'CEO_COPILOT' ? 'Drafted the blueprint' : 'Worked through the brief'} and left two questions open.`;
    this.finish(card, run, 'COMPLETED');
    const [next, ...rest] = then;
    if (next) this.startRun(card, next, 'SEQUENCE', rest);
  }

  private finish(card: Card, run: MockRun, status: 'COMPLETED' | 'CANCELLED'): void {
    run.status = status;
    run.ended = true;
    run.finishedAt = now();
    card.activeRun = null;
    card.version++;
    this.note(card, `agent:${run.agentId}`, status === 'COMPLETED' ? 'finished its run on' : 'stopped its run on', {});
    this.tell(status === 'COMPLETED' ? 'run.completed' : 'run.cancelled', card, { runId: run.id });
    this.runWatchers.forEach((watch) => watch(run));
  }

  private lane(boardId: string, lane: number): Card[] {
    return this.cards.filter((card) => card.boardId === boardId && card.lane === lane).sort((a, b) => a.position - b.position);
  }

  private note(card: Card, actor: string, action: string, changes: HistoryEntry['changes'], reason?: string): void {
    const entry: HistoryEntry = { id: randomUUID(), actor, action, changes: changes ?? {}, reason: reason ?? null, createdAt: now() };
    this.history.set(card.id, [...(this.history.get(card.id) ?? []), entry]);
  }

  private tell(type: BoardEvent['type'], card: Card, more: Record<string, unknown> = {}): void {
    const event = { seq: ++this.seq, type, data: { cardId: card.id, boardId: card.boardId, projectId: card.projectId, ...more } };
    this.watchers.forEach((watch) => watch(event));
  }
}

const now = () => new Date().toISOString();
const missing = () => new Refusal(404, 'not-found', 'There is no such thing, or you cannot see it.');
const sum = (runs: MockRun[], of: (run: MockRun) => number) => runs.reduce((total, run) => total + of(run), 0);
const micro = (millionths: number) => (millionths / 1e6).toFixed(6);

function scriptOf(agentId: string, title: string): Pick<LogLine, 'level' | 'source' | 'message'>[] {
  return [
    { level: 'info', source: 'orchestrator', message: `${agentId} starts on “${title}”` },
    { level: 'debug', source: 'orchestrator', message: 'context: card, brief of 1,312 characters, 0 documents, 2 comments' },
    { level: 'info', source: 'provider', message: 'openai/gpt-4o: asked, 1,842 tokens in' },
    { level: 'info', source: 'agent', message: 'Reading the brief. Who is it for, what must not go wrong, what would make them pay?' },
    { level: 'info', source: 'agent', message: 'Four practices, two to six therapists each; patients book without an account. The paper calendar is the rival to beat.' },
    { level: 'info', source: 'orchestrator', message: 'tool list_documents → 0 documents' },
    { level: 'warn', source: 'agent', message: 'The brief does not say who may see a patient’s note. I leave it as a question.' },
    { level: 'info', source: 'agent', message: 'Sections: vision, people, the day of a therapist, rules for moving and cancelling, waiting list, privacy, first site in eight weeks.' },
    { level: 'info', source: 'orchestrator', message: 'tool write_document → version 1' },
    { level: 'info', source: 'provider', message: 'openai/gpt-4o: finished, 2,310 tokens in, 1,204 out' },
    { level: 'info', source: 'orchestrator', message: 'finish: summary kept, 2 follow-ups' },
  ];
}

function blueprint(card: Card): string {
  return `# ${card.title}

> Draft by an agent, for a person to approve.

## Vision
Patients book, move and cancel **without an account**: one link in a mail or a text message is enough. The front desk stops phoning, and therapists see their day on one screen.

## Who it is for
| person | wants | today |
|---|---|---|
| Patient | a slot that fits, from the phone | calls, waits, comes at the wrong time |
| Therapist | the day with a note per patient | asks the front desk |
| Owner | kept, cancelled, no-show by hour | counts by hand |

## Rules that must hold
1. A first appointment takes 40 minutes, the others 20.
2. Moving is free until 24 hours before; later it costs 25 euros *unless the slot is sold again*.
3. Every look at a record is logged; a patient can ask for everything that is held.

## What is not clear yet
- May the front desk read the therapist’s notes?
- Is a text message paid for by the practice or by us?

\`\`\`text
first site → eight weeks → the other three
\`\`\`
`;
}
