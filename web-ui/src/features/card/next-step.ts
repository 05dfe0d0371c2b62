import type { Card, DocumentSummary, Lane, LinkedCard, Run } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { runLabels } from '~/features/agent/agent-labels.ts';
import { cardState } from '~/features/board/card-state.ts';
import { inProgress, isFull, startsLabel } from '~/features/board/lane-labels.ts';
import type { CardTab } from '~/paths.ts';

/** What to press next. */
export type Action =
  | { kind: 'tab'; label: string; tab: CardTab }
  | { kind: 'document'; label: string; document: string }
  | { kind: 'card'; label: string; card: string }
  | { kind: 'run'; label: string }
  | { kind: 'move'; label: string; lane: number }
  | { kind: 'override'; label: string; lane: number };

export interface NextStep {
  tone: 'you' | 'work' | 'ready' | 'bad' | 'calm';
  words: string;
  detail?: string | undefined;
  action?: Action | undefined;
  /** The other way, for those who may. */
  also?: Action | undefined;
}

export interface Situation {
  card: Card;
  lanes: readonly Lane[];
  runs: readonly Run[];
  /** The documents of the card. */
  documents: readonly DocumentSummary[];
  /** Cards that have to be done before agents of this one go on. */
  blockers: readonly LinkedCard[];
  /** Whether this person may pass a closed gate. */
  mayPass: boolean;
  nameOf: (agent: string) => string;
}

/** The one sentence a person needs at a card, and the one thing to press. */
export function nextStep(at: Situation): NextStep | undefined {
  const { card } = at;
  const state = cardState(card);
  const open = at.runs.filter((run) => runLabels(run.status).open);
  const wanting = open.filter((run) => wants(run) !== undefined);
  if (wanting.length > 0) return wanted(wanting, at);
  switch (state.kind) {
    case 'you':
      return state.why === 'blueprint' ? blueprint(at) : asked(state.why, state.agent, at);
    case 'work':
      return {
        tone: 'work',
        words: `${listed(open.length > 0 ? open.map((run) => at.nameOf(run.agentId)) : [at.nameOf(state.agent)])} ${open.length > 1 ? 'are' : 'is'} at work.`,
        action: { kind: 'tab', label: 'Watch', tab: 'terminal' },
      };
    case 'held':
      return held(state.agent, at);
    case 'failed':
      return {
        tone: 'bad',
        words: `${at.nameOf(state.agent)} failed.`,
        detail: card.lastRun?.error ? plainSentence(card.lastRun.error.message, at.nameOf) : undefined,
        action: { kind: 'tab', label: 'See the run', tab: 'runs' },
      };
    case 'rejected':
      return { tone: 'bad', words: 'The card was rejected.', action: start(at, 'Start an agent…'), also: pass(at) };
    case 'ready':
      return ready(at);
    case 'done':
      return undefined;
    case 'calm':
      return unmet(at);
  }
}

function wants(run: Run): 'question' | 'approval' | 'decision' | undefined {
  if (run.status === 'WAITING_INPUT') return 'question';
  if (run.status === 'WAITING_APPROVAL') return 'approval';
  return run.status === 'PARKED' ? 'decision' : undefined;
}

function wanted(wanting: readonly Run[], at: Situation): NextStep {
  const [first] = wanting;
  if (first && wanting.length === 1) return asked(wants(first) ?? 'decision', first.agentId, at);
  const names = listed(wanting.map((run) => at.nameOf(run.agentId)));
  const approvals = wanting.every((run) => run.status === 'WAITING_APPROVAL');
  return {
    tone: 'you',
    words: approvals ? `${names} want your approval.` : `${names} wait for you.`,
    action: { kind: 'tab', label: approvals ? 'Review the changes' : 'See what they ask', tab: 'runs' },
  };
}

function asked(why: 'question' | 'approval' | 'decision' | 'review', agent: string | undefined, at: Situation): NextStep {
  const name = agent ? at.nameOf(agent) : 'The card';
  switch (why) {
    case 'question':
      return { tone: 'you', words: `${name} has a question.`, action: { kind: 'tab', label: 'Answer', tab: 'runs' } };
    case 'approval':
      return { tone: 'you', words: `${name} wants your approval.`, action: { kind: 'tab', label: 'Review the changes', tab: 'runs' } };
    case 'decision':
      return { tone: 'you', words: `${name} cannot go on by itself.`, action: { kind: 'tab', label: 'Decide', tab: 'runs' } };
    case 'review':
      return {
        tone: 'you',
        words: 'The card waits for a person’s approval.',
        action: { kind: 'tab', label: 'Review the card', tab: 'overview' },
        also: start(at, 'Start an agent…'),
      };
  }
}

function held(agent: string, at: Situation): NextStep {
  const wait = at.card.activeRun?.waitingFor ?? at.runs.find((run) => run.id === at.card.activeRun?.id)?.waitingFor;
  const [blocker] = at.blockers;
  return {
    tone: 'calm',
    words: `${at.nameOf(agent)} is queued.`,
    detail: wait ? plainSentence(wait.detail, at.nameOf) : 'It starts as soon as there is room.',
    action: blocker ? { kind: 'card', label: `Open ${blocker.key}`, card: blocker.id } : { kind: 'tab', label: 'See the run', tab: 'runs' },
  };
}

function blueprint(at: Situation): NextStep {
  const written = at.documents.find((document) => document.type === 'BLUEPRINT');
  if (!written)
    return { tone: 'calm', words: 'There is no blueprint yet.', detail: missing(at), action: start(at, 'Start an agent…'), also: pass(at) };
  const before = written.approvedVersion;
  return {
    tone: 'you',
    words: `Version ${written.version} of the blueprint waits for your approval.`,
    detail: before && before < written.version ? `Version ${before}, approved before, stays in force until then.` : undefined,
    action: { kind: 'document', label: 'Review the blueprint', document: written.id },
  };
}

function ready(at: Situation): NextStep {
  const next = following(at);
  if (!next) return { tone: 'ready', words: 'This is the last lane, and nothing more is asked.' };
  if (isFull(next)) {
    return {
      tone: 'calm',
      words: `${next.name} is full: ${inProgress(next)} of ${next.wipLimit} cards.`,
      detail: 'The card can go on when one of them leaves.',
      also: pass(at),
    };
  }
  return {
    tone: 'ready',
    words: `Next: ${next.name}.`,
    detail: next.onEntry.length > 0 ? `${startsLabel(next, at.nameOf)} there.` : undefined,
    action: { kind: 'move', label: `Move to ${next.name}`, lane: next.number },
  };
}

function unmet(at: Situation): NextStep | undefined {
  if (at.card.exitCriterion?.key === 'blueprint_approved') return blueprint(at);
  const [blocker] = at.blockers;
  if (blocker)
    return {
      tone: 'calm',
      words: `The card waits for ${listed(at.blockers.map((card) => card.key))}.`,
      action: { kind: 'card', label: `Open ${blocker.key}`, card: blocker.id },
      also: start(at, 'Start an agent…'),
    };
  const begin = start(
    at,
    at.card.exitCriterion?.key === 'build_reviewed' && at.runs.length === 0 ? 'Start the developers…' : 'Start an agent…',
  );
  if (!at.card.exitCriterion) return begin && { tone: 'calm', words: 'No agent is at work here.', action: begin };
  // what is missing stands, point by point, at the head of the overview
  return { tone: 'calm', words: `Not ready for ${following(at)?.name ?? 'more'} yet.`, action: begin, also: pass(at) };
}

/** What the card lacks, but for what the sentence above says already. */
function missing({ card, nameOf }: Situation): string | undefined {
  const lacks = card.exitCriterion?.missing.map((what) => plainSentence(what, nameOf)) ?? [];
  return lacks.length > 0 ? `Missing: ${lacks.join('; ')}.`.replace(/\.\.$/, '.') : undefined;
}

function start({ card, lanes }: Situation, label: string): Action | undefined {
  const lane = lanes.find((candidate) => candidate.number === card.lane);
  return lane && lane.onEntry.length + lane.agents.length > 0 ? { kind: 'run', label } : undefined;
}

function pass(at: Situation): Action | undefined {
  const next = following(at);
  return at.mayPass && next ? { kind: 'override', label: 'Move on anyway…', lane: next.number } : undefined;
}

const following = ({ card, lanes }: Situation) => lanes.find((lane) => lane.number === card.lane + 1);

const listed = (names: string[]) => new Intl.ListFormat('en').format([...new Set(names)]);
