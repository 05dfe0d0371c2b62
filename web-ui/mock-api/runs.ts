import { randomUUID } from 'node:crypto';
import type { Card, CardMove, NewCard, Run } from '../src/api/types.ts';
import { createCard, judge, moveCard } from './cards.ts';
import { writeDocument } from './documents.ts';
import { laneRules } from './lanes.ts';
import { proposal } from './proposal.ts';
import { Refusal } from './refusal.ts';
import { blueprint, scriptOf } from './texts.ts';
import { type MockRun, now, type World } from './world.ts';

/** A person's new card: the agents of its lane start. */
export function createAndStart(world: World, projectId: string, request: NewCard): Card {
  const card = createCard(world, projectId, request);
  enter(world, card);
  return card;
}

/** A person's move: the agents of another lane start. */
export function moveAndStart(world: World, cardId: string, request: CardMove, version: number | undefined): Card {
  const from = world.card(cardId).lane;
  const card = moveCard(world, cardId, request, version);
  if (from !== card.lane) enter(world, card);
  return card;
}

export function startRun(
  world: World,
  card: Card,
  agentId: string,
  trigger: Run['trigger'],
  then: string[] = [],
  retryOf: string | null = null,
): MockRun {
  const run: MockRun = {
    id: randomUUID(),
    cardId: card.id,
    agentId,
    status: 'RUNNING',
    trigger,
    triggeredBy: `user:${world.me.id}`,
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
    retryOf,
    log: [],
    ended: false,
  };
  world.runs.push(run);
  card.activeRun = { id: run.id, agentId, status: run.status };
  if (card.status === 'READY') {
    card.status = 'IN_PROGRESS';
    world.note(card, `agent:${agentId}`, 'updated', { status: { from: 'READY', to: 'IN_PROGRESS' } }, { runId: run.id });
  }
  world.tell('run.started', card, { runId: run.id });
  world.runWatchers.forEach((watch) => watch(run));
  play(world, card, run, then);
  return run;
}

export function cancelRun(world: World, runId: string): MockRun {
  const run = world.run(runId);
  if (run.ended) throw new Refusal(409, 'conflict', 'The run is over already.');
  finish(world, world.card(run.cardId), run, 'CANCELLED');
  return run;
}

/** A person's word on a run that waits for one. */
export function decide(world: World, runId: string, verb: 'answer' | 'approve' | 'reject', body: Record<string, unknown>): MockRun {
  const run = world.run(runId);
  const card = world.card(run.cardId);
  if (run.status !== (verb === 'answer' ? 'WAITING_INPUT' : 'WAITING_APPROVAL'))
    throw new Refusal(409, 'run-not-waiting', 'The run does not wait for world.');
  if (verb === 'approve' && body.digest !== (world.proposals.get(runId) ?? proposal).digest)
    throw new Refusal(409, 'proposal-changed', 'The changes are others by now. Look at them again.');
  const then = world.waiting.get(runId) ?? [];
  world.waiting.delete(runId);
  delete run.question;
  delete run.waitingFor;
  if (verb === 'reject') {
    run.error = { code: 'rejected', message: 'A person rejected the result.' };
    finish(world, card, run, 'CANCELLED');
  } else {
    if (verb === 'approve') run.approvedBy = `user:${world.me.id}`;
    complete(world, card, run, then);
  }
  return run;
}

/** Writes down what a finished run looks like, without waiting for it. */
export function pastRun(
  world: World,
  card: Card,
  agentId: string,
  daysAgo: number,
  tokens: number,
  provider = 'openai',
  model = 'gpt-4o',
): void {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const cost = (tokens * 0.6 * 2.5 + tokens * 0.4 * 10) / 1e6;
  world.runs.push({
    id: randomUUID(),
    cardId: card.id,
    agentId,
    status: 'COMPLETED',
    trigger: 'AUTO',
    triggeredBy: `user:${world.me.id}`,
    provider,
    model,
    usage: {
      inputTokens: Math.round(tokens * 0.6),
      outputTokens: Math.round(tokens * 0.4),
      cachedInputTokens: 0,
      reasoningTokens: 0,
      totalTokens: tokens,
    },
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

function enter(world: World, card: Card): void {
  const [first, ...then] = laneRules[card.lane]?.onEntry ?? [];
  if (first) startRun(world, card, first, 'AUTO', then);
}

function play(world: World, card: Card, run: MockRun, then: string[]): void {
  const script = scriptOf(run.agentId, card.title);
  const step = (index: number) => {
    if (run.ended) return;
    const line = script[index];
    if (!line) {
      conclude(world, card, run, then);
      return;
    }
    run.log.push({ ...line, offset: run.log.length, runId: run.id, timestamp: now() });
    run.usage.inputTokens += 240;
    run.usage.outputTokens += 90;
    run.usage.totalTokens += 330;
    run.cost = (run.usage.totalTokens * 4e-6).toFixed(6);
    run.price = (run.usage.totalTokens * 2e-5).toFixed(6);
    run.progress = Math.round((100 * (index + 1)) / script.length);
    world.runWatchers.forEach((watch) => watch(run));
    setTimeout(() => step(index + 1), world.pace).unref();
  };
  step(0);
}

function conclude(world: World, card: Card, run: MockRun, then: string[]): void {
  if (run.agentId.startsWith('DEV')) {
    wait(world, card, run, then, 'WAITING_APPROVAL');
  } else if (run.agentId === 'CEO_COPILOT' && !card.description) {
    run.question = {
      text: 'The brief does not say **who pays**. Who does?',
      choices: ['The practice', 'The patient'],
      deadline: new Date(Date.now() + 3_600_000).toISOString(),
    };
    wait(world, card, run, then, 'WAITING_INPUT');
  } else {
    complete(world, card, run, then);
  }
}

function wait(world: World, card: Card, run: MockRun, then: string[], status: 'WAITING_INPUT' | 'WAITING_APPROVAL'): void {
  run.status = status;
  card.activeRun = { id: run.id, agentId: run.agentId, status };
  world.waiting.set(run.id, then);
  world.tell('run.waiting', card, { runId: run.id });
  world.runWatchers.forEach((watch) => watch(run));
}

function complete(world: World, card: Card, run: MockRun, then: string[]): void {
  if (run.agentId === 'CEO_COPILOT')
    writeDocument(world, card, 'BLUEPRINT', `Blueprint: ${card.title}`, blueprint(card), run.agentId, run.id);
  if (run.agentId === 'PRD') writeDocument(world, card, 'PRD', `Requirements: ${card.title}`, blueprint(card), run.agentId, run.id);
  if (run.agentId === 'MVP_SCOPE') {
    writeDocument(world, card, 'MVP', `Scope: ${card.title}`, blueprint(card), run.agentId, run.id);
    createCard(
      world,
      card.projectId,
      { title: 'Patients book without an account', type: 'FEATURE', lane: 1, parentId: card.id },
      'agent:MVP_SCOPE',
    );
    judge(world, card);
  }
  if (run.agentId === 'CEO_COPILOT') {
    const comment = {
      id: randomUUID(),
      author: `agent:${run.agentId}`,
      body: 'I left 2 questions for you:\n\n- May the front desk read the therapist’s notes?\n- Is a text message paid for by the practice or by us?',
      file: null,
      line: null,
      createdAt: now(),
      mentions: [],
    };
    world.comments.set(card.id, [...(world.comments.get(card.id) ?? []), comment]);
    world.note(card, comment.author, 'commented', { comment: { from: null, to: comment.id } }, { runId: run.id });
  }
  run.summary = `${run.agentId === 'CEO_COPILOT' ? 'Drafted the blueprint' : 'Worked through the brief'} and left two questions open. \`npm test\` is green.`;
  finish(world, card, run, 'COMPLETED');
  const [next, ...rest] = then;
  if (next) startRun(world, card, next, 'SEQUENCE', rest);
}

function finish(world: World, card: Card, run: MockRun, status: 'COMPLETED' | 'CANCELLED'): void {
  run.status = status;
  run.ended = true;
  run.finishedAt = now();
  const other = world.runs.find((candidate) => candidate.cardId === card.id && !candidate.ended);
  card.activeRun = other ? { id: other.id, agentId: other.agentId, status: other.status } : null;
  card.lastRun = { id: run.id, agentId: run.agentId, status, error: run.error };
  card.version++;
  judge(world, card);
  world.tell(status === 'COMPLETED' ? 'run.completed' : 'run.cancelled', card, { runId: run.id });
  world.runWatchers.forEach((watch) => watch(run));
}
