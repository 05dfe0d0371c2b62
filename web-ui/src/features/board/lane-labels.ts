import type { Lane } from '~/api/types.ts';
import { sentenceCase, spaced } from '~/api/words.ts';

/** What a lane's exit criterion asks for, as a person would say it. */
const criteria: Readonly<Record<string, string>> = {
  blueprint_approved: 'A person approves the blueprint',
  mvp_features_created: 'PRD, MVP and a feature card exist',
  research_documented: 'A research document is on the card',
  architecture_documented: 'An architecture document is on the card',
  tasks_planned: 'Tasks with acceptance criteria exist',
  build_reviewed: 'Runs completed, files approved',
  review_approved: 'A person approves the card',
  no_open_bugs: 'No bug of the card is open',
  deployment_approved: 'A person approves the deployment',
  docs_written: 'A user guide is on the card',
  build_proven: 'The project’s own build passes on exactly this change',
  tests_green: 'The project’s own tests pass on exactly this change',
  completed: 'Nothing more is asked',
};

/** The criteria that every project's rules can name; the last two need commands that a project has to name first. */
export const criterionKeys: readonly string[] = Object.keys(criteria).filter((key) => key !== 'build_proven' && key !== 'tests_green');

export function criterionLabel(key: string): string {
  return criteria[key] ?? sentenceCase(spaced(key));
}

export interface Wip {
  words: string;
  state: 'free' | 'full' | 'over';
}

type Counted = Pick<Lane, 'wipLimit' | 'wipCount' | 'count'>;

/** The cards that fill the lane: not the done ones, and not those that agents made and nobody began. */
export const inProgress = (lane: Pick<Lane, 'wipCount' | 'count'>): number => lane.wipCount ?? lane.count;

export function wip(lane: Counted): Wip {
  if (lane.wipLimit === null) return { words: String(lane.count), state: 'free' };
  const cards = inProgress(lane);
  return {
    words: `${cards}/${lane.wipLimit}`,
    state: cards > lane.wipLimit ? 'over' : cards === lane.wipLimit ? 'full' : 'free',
  };
}

/** The same in a sentence, with the cards that do not count. */
export function wipSentence(lane: Counted): string {
  const cards = (count: number) => (count === 1 ? '1 card' : `${count} cards`);
  if (lane.wipLimit === null) return cards(lane.count);
  const { state } = wip(lane);
  const others = lane.count - inProgress(lane);
  const limit = `${cards(inProgress(lane))} of at most ${lane.wipLimit}`;
  const more = others > 0 ? `; ${cards(others)} more ${others === 1 ? 'does' : 'do'} not count, done or not begun` : '';
  return `${limit}${state === 'over' ? ', over the limit' : state === 'full' ? ', full' : ''}${more}`;
}

/** Whether the limit of the lane refuses another card. */
export const isFull = (lane: Counted & Pick<Lane, 'wipPolicy'>): boolean =>
  lane.wipPolicy === 'ENFORCE' && lane.wipLimit !== null && inProgress(lane) >= lane.wipLimit;

export function startsLabel(lane: Lane, nameOf: (agent: string) => string): string {
  if (lane.onEntry.length > 0) return `Starts ${lane.onEntry.map(nameOf).join(', then ')}`;
  if (lane.agents.length > 0) return `By hand: ${lane.agents.map(nameOf).join(', ')}`;
  return 'Starts no agent';
}

/** The same for a narrow header: arrows for one after the other. */
export function startsBriefly(lane: Lane, nameOf: (agent: string) => string): string {
  if (lane.onEntry.length > 0) return lane.onEntry.map(nameOf).join(' → ');
  const [first, ...more] = lane.agents;
  if (first) return `By hand: ${nameOf(first)}${more.length > 0 ? ` +${more.length}` : ''}`;
  return 'Starts no agent';
}

export const laneNumber = (lane: number) => String(lane).padStart(2, '0');
