import { randomUUID } from 'node:crypto';
import type { Card, FileChange, LogLine, NewCard, Run, RunStatus } from '../src/api/types.ts';
import { createProject } from './boards.ts';
import { archiveCard } from './card-parts.ts';
import { createCard } from './cards.ts';
import { approveDocument, writeDocument } from './documents.ts';
import { linkCards } from './links.ts';
import { type MockRun, now, type World } from './world.ts';

const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const endless = `${word}${word.toLowerCase().repeat(2)}`.slice(0, 200);
const override = '\u202E';
const id = '01a2292d-7280-7000-9732-42b872b9ee21';
const wide = `| ${Array.from({ length: 14 }, (_, column) => `column ${column} ${word.slice(0, 30)}`).join(' | ')} |`;
const rule = `|${' --- |'.repeat(14)}`;

const brief = `# ${endless}

A word that never ends: ${endless}${endless}

\`\`\`java
final var aNameThatIsLongerThanAnyPageIsWide${word} = new ${word}Factory().create("${endless}");
\`\`\`

${wide}
${rule}
${wide}

- [x] done, with \`inline${endless}\`
- [ ] to do: [https://example.com/${endless}](https://example.com/${endless})

> ${endless}

[press me](javascript:alert(1)), hidden: a${override}b, zero\u200Bwidth, bell\u0007, <bdo dir="rtl">turned</bdo>
`;

/** What no box, no sentence and no name is made for: a project that shows whether the page holds. */
export function roughEdges(world: World): void {
  const project = createProject(world, 'Rough edges', 'EDGE', `Everything that does not fit. ${endless}`);
  createProject(world, `${endless.slice(0, 100)} ${override}evil & live`, 'LONG', `${override}${endless}`);
  world.ownAgents.set(project.id, [
    {
      id: 'HIVE_KEEPER',
      name: `Keeper${override}reepeeK of ${word}`,
      lanes: [5],
      provider: 'openai',
      model: 'gpt-4o',
      tools: [],
      risk: 'high',
    },
  ]);
  world.people.add(`Keeper${override}reepeeK ${endless}`, `${endless.slice(0, 60)}@example.com`, 'MEMBER');
  world.people.invite({ email: `${word.slice(0, 60)}@${word.slice(0, 60)}.example`, role: 'VIEWER' });
  world.people.note('api-key.created', { kind: 'api-key', id, name: endless }, {}, { kind: 'api-key', name: `Nightly${override}x` });
  world.people.note('budget.limit-set', { kind: 'budget', id, name: null }, {}, { kind: 'agent', name: 'DEV_BACKEND' });
  const make = (lane: number, title: string, more: Partial<NewCard> = {}) =>
    createCard(world, project.id, {
      title,
      lane,
      description: brief,
      labels: [endless.slice(0, 60), `la${override}bel`, 'calm', 'more'],
      ...more,
    });

  const epic = make(0, endless, { type: 'EPIC', priority: 'CRITICAL', acceptanceCriteria: [endless, `criterion${override}noiretirc`] });
  const spoofed = make(5, `invoice${override}gpj.exe`, { type: 'FEATURE', parentId: epic.id });
  const feature = make(1, `A feature of ${word}, שלום עולם, 👨‍👩‍👧‍👦 and zero\u200Bwidth`, { type: 'FEATURE', parentId: epic.id });
  const held = make(5, 'Waits for another card', { parentId: epic.id });
  const builds = make(5, `Two agents want ${word}`, { parentId: epic.id });
  const reviewed = make(6, 'Waits for a person');
  const late = make(2, 'Nobody has worked here yet', { description: '' });
  const failed = make(3, 'An agent failed');
  make(10, 'At the end of the line').status = 'DONE';

  epic.assigneeId = world.people.members.at(-1)?.userId ?? null;
  epic.dueDate = '2020-02-29';
  for (const text of [endless, `tick${override}kcit me`, 'A short one']) world.parts.addItem(epic.id, text);
  world.parts.changeItem(epic.id, world.parts.checklist(epic.id).items[2]?.id ?? '', { done: true });
  world.parts.attach(epic.id, randomUUID(), `${endless.slice(0, 180)}.pdf`, Buffer.alloc(5_000_000));
  world.parts.attach(epic.id, randomUUID(), `invoice${override}fdp.txt`, Buffer.from('hello'));
  for (const member of world.people.members) world.parts.watch(epic.id, member.userId, true);
  const filed = make(4, `Archived ${endless}`.slice(0, 200), { type: 'TASK' });
  archiveCard(world, filed.id);
  documents(world, epic);
  conversation(world, epic);
  linkCards(world, 'BLOCKS', spoofed, held, 'agent:PLANNER');
  linkCards(world, 'RELATES_TO', epic, held);
  linkCards(world, 'DUPLICATES', feature, held);

  const runs = new Runs(world);
  runs.add(epic, 'CEO_COPILOT', 'COMPLETED', { summary: `Wrote \`${endless}\` with ${word}.` });
  runs.add(epic, 'STRATEGY', 'FAILED', {
    error: { code: 'tool_failed', message: `the tool write_document refused acceptanceCriteria of ${id}: ${endless}` },
  });
  const question = runs.add(epic, 'STORYBOARD', 'WAITING_INPUT', {
    question: {
      text: `Who pays for **${word}**?`,
      choices: [endless, `the${override}patient`, 'Nobody'],
      deadline: new Date(Date.now() + 3_600_000).toISOString(),
    },
  });
  epic.activeRun = { id: question.id, agentId: 'STORYBOARD', status: 'WAITING_INPUT' };
  const sentBack = runs.add(builds, 'DEV_BACKEND', 'CANCELLED', { error: { code: 'rejected', message: 'A person rejected the result.' } });
  const again = runs.add(builds, 'DEV_BACKEND', 'WAITING_APPROVAL', { retryOf: sentBack.id, trigger: 'RETRY' });
  const second = runs.add(builds, 'DEV_FRONTEND', 'WAITING_APPROVAL');
  for (const run of [again, second]) world.proposals.set(run.id, { digest: `sha256:${run.id}`, items: changes });
  builds.activeRun = { id: again.id, agentId: 'DEV_BACKEND', status: 'WAITING_APPROVAL' };
  const wait = { code: 'blocked-by-card', detail: `Waits until ${spoofed.key} is done.` };
  const waiting = runs.add(held, 'DEV_BACKEND', 'QUEUED', { waitingFor: wait });
  held.activeRun = { id: waiting.id, agentId: 'DEV_BACKEND', status: 'QUEUED', waitingFor: wait };
  const parked = runs.add(feature, 'MVP_SCOPE', 'PARKED', {
    waitingFor: { code: 'unsafe_step', detail: `the step create_card of MVP_SCOPE may have made a FEATURE card or not: ${endless}` },
  });
  feature.activeRun = { id: parked.id, agentId: 'MVP_SCOPE', status: 'PARKED' };
  const error = { code: 'provider-unavailable', message: 'The provider answered RATE_LIMITED three times, after 0.0255625 USD.' };
  const broken = runs.add(failed, 'ARCHITECT', 'FAILED', { error });
  failed.lastRun = { id: broken.id, agentId: 'ARCHITECT', status: 'FAILED', error };
  reviewed.reviewState = 'PENDING';
  for (const card of world.cards.filter((candidate) => candidate.projectId === project.id && candidate !== late)) history(world, card);
}

function documents(world: World, card: Card): void {
  const types = [
    'PRD',
    'MVP',
    'RESEARCH',
    'ARCHITECTURE',
    'PLAN',
    'TEST_PLAN',
    'RELEASE_NOTES',
    'USER_GUIDE',
    'RUNBOOK',
    'CUSTOM',
  ] as const;
  for (const type of types) writeDocument(world, card, type, `${type === 'PRD' ? endless : `About ${word}`}`, brief, 'PRD');
  const blueprint = writeDocument(world, card, 'BLUEPRINT', `Blueprint${override}tnirpeulB of ${word}`, brief, 'CEO_COPILOT');
  approveDocument(world, blueprint.id, `A note on ${endless}`, undefined);
  writeDocument(world, card, 'BLUEPRINT', blueprint.title, brief, 'CEO_COPILOT');
}

function conversation(world: World, card: Card): void {
  const said = (author: string, body: string, file: string | null = null) => ({
    id: randomUUID(),
    author,
    body,
    file,
    line: file ? 12 : null,
    createdAt: now(),
    mentions: [],
    editedAt: file ? now() : null,
  });
  world.comments.set(card.id, [
    said('agent:CODE_REVIEWER', brief, `src/main/java/${endless}.java`),
    said('agent:CEO_COPILOT', `I left questions:\n\n- What may ${endless} cost?\n- Who${override}pays?`),
    said(`user:${randomUUID()}`, `${endless} by a member who left`),
    said('rule:auto_advance', 'Moved on by the rule'),
  ]);
}

/** Every action and every field that there is, and some that this page does not know yet. */
function history(world: World, card: Card): void {
  const agent = 'agent:STORYBOARD';
  const person = `user:${world.me.id}`;
  const change = (from: unknown, to: unknown) => ({ from, to });
  world.note(card, person, 'updated', {
    title: change('before', card.title),
    description: change('', brief),
    acceptanceCriteria: change([], [endless]),
    labels: change([], card.labels),
    type: change('TASK', 'FEATURE'),
    priority: change('LOW', 'CRITICAL'),
    status: change('READY', 'IN_PROGRESS'),
    assignee: change(null, id),
    estimate: change(null, 3),
    dueDate: change(null, '2026-12-24'),
    reviewState: change('NONE', 'PENDING'),
  });
  world.note(card, agent, 'commented', { comment: change(null, id) }, { runId: id });
  world.note(card, agent, 'document-written', gone('DRAFT'), { runId: id });
  world.note(card, person, 'document-approved', gone('APPROVED'), { reason: endless });
  world.note(card, person, 'document-rejected', gone('DRAFT'));
  world.note(card, person, 'unlinked', { link: change('BLOCKS', null), fromCard: change(null, 'EDGE-1'), toCard: change(null, 'EDGE-2') });
  world.note(card, 'rule:auto_advance', 'moved', { lane: change(0, 1), laneId: change(id, id), position: change(0, 0) });
  world.note(card, person, 'approved', { reviewState: change('PENDING', 'APPROVED') });
  world.note(card, person, 'rejected', { reviewState: change('PENDING', 'REJECTED') });
  world.note(card, person, 'some_newAction', { someNewField: change('OLD_VALUE', 'NEW_VALUE'), anotherField: change(id, id) });
}

const gone = (status: string) => ({
  document: { from: null, to: id },
  documentType: { from: null, to: 'RELEASE_NOTES' },
  documentVersion: { from: null, to: 3 },
  documentStatus: { from: null, to: status },
});

class Runs {
  constructor(private readonly world: World) {}

  /** A run as it stands; nothing plays it. */
  add(card: Card, agentId: string, status: RunStatus, more: Partial<Run> = {}): MockRun {
    const open = !['COMPLETED', 'FAILED', 'CANCELLED'].includes(status);
    const startedAt = new Date(Date.now() - 7_200_000 + this.world.runs.length * 1_000).toISOString();
    const run: MockRun = {
      id: randomUUID(),
      cardId: card.id,
      agentId,
      status,
      trigger: 'MANUAL',
      triggeredBy: `user:${this.world.me.id}`,
      provider: 'anthropic',
      model: 'claude-3-5-sonnet-20241022',
      usage: { inputTokens: 1_240, outputTokens: 900, cachedInputTokens: 0, reasoningTokens: 0, totalTokens: 2_140 },
      cost: '0.142',
      price: '0.71',
      simulated: true,
      progress: 50,
      startedAt,
      finishedAt: open ? null : now(),
      summary: null,
      error: null,
      retryOf: null,
      log: [],
      ended: !open,
      ...more,
    };
    run.log = lines(agentId, run.id);
    this.world.runs.push(run);
    return run;
  }
}

function lines(agentId: string, runId: string): LogLine[] {
  const told: Pick<LogLine, 'level' | 'source' | 'message'>[] = [
    { level: 'info', source: 'orchestrator', message: `${agentId} is queued` },
    { level: 'info', source: 'orchestrator', message: `run ${id} waits: WAITING_APPROVAL` },
    { level: 'warn', source: 'orchestrator', message: 'the tool write_document wants documentType' },
    { level: 'error', source: 'provider', message: `RATE_LIMITED after 12 tokens, 0.0255625 USD` },
    { level: 'info', source: 'agent', message: 'wrote RELEASE_NOTES "Spring" (version 3)' },
    {
      level: 'info',
      source: 'agent',
      message: `\u001B[31mred\u001B[0m, a bell \u0007, ${override}turned, ${endless.toLowerCase().repeat(2)}`,
    },
  ];
  return told.map((line, offset) => ({ ...line, offset, runId, timestamp: new Date(Date.now() - 60_000 + offset * 40).toISOString() }));
}

const longLine = `    return new ${word}Factory().create("${endless}${endless}");`;
const changes: FileChange[] = [
  {
    path: `src/main/java/${word}/${endless}.java`,
    change: 'MODIFIED',
    additions: 3,
    deletions: 1,
    binary: false,
    marks: ['HIDDEN_CHARACTERS', 'CI', 'HOOK', 'RUNS_WHEN_OPENED'],
    patch: `--- a/x\n+++ b/x\n@@ -1,3 +1,5 @@\n class ${word} {\n-${longLine}\n+${longLine}\n+    if (admin\u00A0== ${override} true) \u2066// only an admin\u2069\n+    grant();\r\n }\n`,
  },
  {
    path: '.gitattributes',
    change: 'ADDED',
    marks: ['GIT_SETTINGS'],
    additions: 1,
    deletions: 0,
    binary: false,
    patch: '--- /dev/null\n+++ b/.gitattributes\n@@ -0,0 +1,1 @@\n+* filter=run\u001B[2K\n',
  },
  { path: `docs/photo${override}gpj.exe`, change: 'ADDED', additions: 0, deletions: 0, binary: true },
  { path: 'docs/broken.patch', change: 'DELETED', additions: 0, deletions: 1, binary: false, patch: `not a patch ${endless}` },
];
