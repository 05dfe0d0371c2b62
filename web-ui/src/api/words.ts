import { amount } from '~/ui/numbers.ts';
import type {
  CardStatus,
  CardType,
  DocumentStatus,
  DocumentType,
  FileMark,
  LinkKind,
  LogLevel,
  LogSource,
  Priority,
  ReviewState,
  Role,
  RunStatus,
} from './types.ts';

/** What every value of the contract is called on the screen. A new value does not compile until it has a word. */
export const cardTypeWords: Record<CardType, string> = {
  EPIC: 'Epic',
  FEATURE: 'Feature',
  TASK: 'Task',
  BUG: 'Bug',
  DOC: 'Doc',
  BLUEPRINT: 'Blueprint',
};

export const priorityWords: Record<Priority, string> = { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', CRITICAL: 'Critical' };

export const cardStatusWords: Record<CardStatus, string> = {
  DRAFT: 'Draft',
  READY: 'Ready',
  IN_PROGRESS: 'In progress',
  BLOCKED: 'Blocked',
  IN_REVIEW: 'In review',
  DONE: 'Done',
};

export const reviewWords: Record<ReviewState, string> = {
  NONE: 'None',
  PENDING: 'Awaits review',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
};

export const documentTypeWords: Record<DocumentType, string> = {
  BLUEPRINT: 'Blueprint',
  PRD: 'Product requirements',
  MVP: 'MVP scope',
  RESEARCH: 'Research',
  ARCHITECTURE: 'Architecture',
  PLAN: 'Plan',
  TEST_PLAN: 'Test plan',
  RELEASE_NOTES: 'Release notes',
  USER_GUIDE: 'User guide',
  RUNBOOK: 'Runbook',
  CUSTOM: 'Document',
};

export const documentStatusWords: Record<DocumentStatus, string> = {
  DRAFT: 'Draft',
  IN_REVIEW: 'In review',
  APPROVED: 'Approved',
  ARCHIVED: 'Archived',
};

export const runStatusWords: Record<RunStatus, string> = {
  QUEUED: 'Queued',
  RUNNING: 'Working',
  WAITING: 'Waiting',
  WAITING_INPUT: 'Has a question',
  WAITING_APPROVAL: 'Wants approval',
  FINALIZING: 'Finishing',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
  PARKED: 'Needs a person',
};

export const roleWords: Record<Role, string> = { OWNER: 'Owner', ADMIN: 'Admin', MEMBER: 'Member', VIEWER: 'Viewer' };

/** “an owner”, “a member”. */
export const roleInSentence = (role: Role): string => `${/^[AO]/.test(role) ? 'an' : 'a'} ${roleWords[role].toLowerCase()}`;

/** As the card at the beginning of the link says it of the card at its end. */
export const linkWords: Record<LinkKind, { to: string; from: string }> = {
  BLOCKS: { to: 'Blocks', from: 'Waits for' },
  RELATES_TO: { to: 'Belongs with', from: 'Belongs with' },
  DUPLICATES: { to: 'Says the same as', from: 'Says the same as' },
};

/** Why a changed file deserves a closer look. */
export const fileMarkWords: Record<FileMark, { words: string; means: string }> = {
  HIDDEN_CHARACTERS: { words: 'Hidden characters', means: 'It has characters that cannot be seen; each is shown by a sign' },
  GIT_SETTINGS: { words: 'Git settings', means: 'Git reads this file as its settings' },
  HOOK: { words: 'Hook', means: 'Git or a tool runs this file by itself' },
  CI: { words: 'Build server', means: 'A build server runs what this file says' },
  RUNS_WHEN_OPENED: { words: 'Runs when opened', means: 'An editor or shell runs what this file says as soon as the folder is opened' },
};

export const levelWords: Record<LogLevel, string> = { debug: 'Debug', info: 'Info', warn: 'Warning', error: 'Error' };
export const sourceWords: Record<LogSource, string> = { orchestrator: 'Engine', provider: 'Model', agent: 'Agent' };

/** Whether a provider answers, as it is told; another word is told as it came. */
const healthStates: Readonly<Record<string, string>> = {
  up: 'Answers',
  healthy: 'Answers',
  ok: 'Answers',
  degraded: 'Fails now and then',
  down: 'Does not answer',
  unknown: 'Not asked yet',
  unconfigured: 'No key is set',
};

export const healthWords = (health: string) => healthStates[health.toLowerCase()] ?? sentenceCase(spaced(health));

/** How a value reads within a sentence. */
const inSentence: Readonly<Record<string, string>> = {
  ...lowered(cardTypeWords),
  ...lowered(cardStatusWords),
  ...lowered(documentStatusWords),
  ...lowered(documentTypeWords),
  QUEUED: 'queued',
  RUNNING: 'at work',
  WAITING: 'waiting',
  WAITING_INPUT: 'waiting for an answer',
  WAITING_APPROVAL: 'waiting for approval',
  FINALIZING: 'finishing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  PARKED: 'waiting for a decision',
  OWNER: 'owner',
  ADMIN: 'admin',
  MEMBER: 'member',
  VIEWER: 'viewer',
  BLOCKS: 'blocks',
  RELATES_TO: 'belongs with',
  DUPLICATES: 'says the same as',
  LOW: 'low',
  HIGH: 'high',
  CRITICAL: 'critical',
  // both an agent and a document
  PRD: 'PRD',
  MVP: 'MVP',
};

/** The agents that every project has, for sentences told before their list has come. */
const builtIn: Readonly<Record<string, string>> = {
  CEO_COPILOT: 'CEO CoPilot',
  STRATEGY: 'Strategy',
  STORYBOARD: 'Storyboard',
  MVP_SCOPE: 'MVP Scope',
  ARCHITECT: 'Architect',
  PLANNER: 'Planner',
  DEV_BACKEND: 'Backend Developer',
  DEV_FRONTEND: 'Frontend Developer',
  DEVOPS: 'DevOps',
  CODE_REVIEWER: 'Code Reviewer',
  TROUBLESHOOTER: 'Troubleshooter',
  DEPLOYMENT: 'Deployment',
  REFACTOR: 'Refactor',
};

/** What an agent is called when nobody has told its name. */
export function agentWords(id: string): string {
  return (
    builtIn[id] ??
    id
      .split('_')
      .map((word) => (word.length <= 3 ? word : word[0] + word.slice(1).toLowerCase()))
      .join(' ')
  );
}

const id = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const shouted = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{3,}\b(?!-\d)/g;
const camel = /\b[a-z]{2,}(?:[A-Z][a-z0-9]+)+\b/g;
const snake = /\b[a-z]+(?:_[a-z0-9]+)+\b/g;
const mention = '\uE000';

/**
 * A sentence of a service as a person would say it: without ids, with the words that stand on the screen for the values of
 * the contract, with prices as prices.
 */
export function plainSentence(sentence: string, nameOf: (agent: string) => string = agentWords): string {
  return (
    sentence
      .replace(/ with override and a reason\b/g, ' all the same, with a reason')
      .replace(id, '…')
      .replace(/\b(\d+\.\d+) USD\b/g, (_whole, price: string) => amount(price))
      .replace(shouted, (word) => {
        const named = inSentence[word] ?? (builtIn[word] ? nameOf(word) : word.includes('_') ? unknown(word, nameOf) : undefined);
        return named === undefined ? word : mention + named;
      })
      .replace(camel, (word) => spaced(word))
      .replace(snake, (word) => word.replaceAll('_', ' '))
      // the word changed, and with it its article
      .replace(new RegExp(`\\b([Aa])n? ${mention}(\\S)(\\S?)`, 'g'), (_whole, article: string, first: string, second: string) => {
        const spoken = /[aeio]/i.test(first) || (/[FHLMNRSX]/.test(first) && /[A-Z]/.test(second));
        return `${article}${spoken ? 'n' : ''} ${first}${second}`;
      })
      .replaceAll(mention, '')
  );
}

// an agent of the project's own has a name; any other shouted word is read as words
function unknown(word: string, nameOf: (agent: string) => string): string {
  const named = nameOf(word);
  return named === agentWords(word) ? word.toLowerCase().replaceAll('_', ' ') : named;
}

/** `dueDate`, `due_date` and `due-date` as words. */
export function spaced(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
}

export const sentenceCase = (words: string) => (words[0] ?? '').toUpperCase() + words.slice(1);

/** The first letter small, unless the word is written in capitals. */
export function midSentence(words: string): string {
  return /^[A-Z][A-Z]/.test(words) ? words : (words[0] ?? '').toLowerCase() + words.slice(1);
}

function lowered(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([key, said]) => [key, midSentence(said)]));
}
