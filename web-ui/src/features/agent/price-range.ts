import type { Run } from '~/api/types.ts';
import { magnitude, money } from '~/ui/numbers.ts';

export interface PriceRange {
  low: string;
  high: string;
  /** How many runs it was read from. */
  runs: number;
  /** Every one of them was played by the simulator. */
  simulated: boolean;
}

type Priced = Pick<Run, 'agentId' | 'status' | 'price' | 'simulated'>;

/** What runs of the agent that came to their end have cost, from the cheapest to the dearest; nothing when none has. */
export function priceRange(agent: string, runs: readonly Priced[]): PriceRange | undefined {
  const ended = runs.filter((run) => run.agentId === agent && run.status === 'COMPLETED');
  const [first] = ended;
  if (!first) return undefined;
  const byPrice = (a: Priced, b: Priced) => magnitude(a.price) - magnitude(b.price);
  const sorted = [...ended].sort(byPrice);
  return {
    low: sorted[0]?.price ?? first.price,
    high: sorted.at(-1)?.price ?? first.price,
    runs: ended.length,
    simulated: ended.every((run) => run.simulated),
  };
}

/** The range of agents that start one after the other; those without a run are named by their ids. */
export function rangeOfAll(agents: readonly string[], runs: readonly Priced[]): { range: PriceRange | undefined; unknown: string[] } {
  const each = agents.map((agent) => priceRange(agent, runs));
  const known = each.filter((range) => range !== undefined);
  const unknown = agents.filter((_agent, index) => each[index] === undefined);
  const [first] = known;
  if (!first) return { range: undefined, unknown };
  if (known.length === 1) return { range: first, unknown };
  const sum = (of: (range: PriceRange) => string) => known.reduce((total, range) => total + magnitude(of(range)), 0).toFixed(6);
  return {
    range: {
      low: sum((range) => range.low),
      high: sum((range) => range.high),
      runs: known.reduce((total, range) => total + range.runs, 0),
      simulated: known.every((range) => range.simulated),
    },
    unknown,
  };
}

/** The range in a sentence. */
export function rangeSentence(range: PriceRange, unknown: readonly string[]): string {
  const from = money(range.low);
  const to = money(range.high);
  const price = from === to ? `about ${from}` : `${from} to ${to}`;
  const read = range.runs === 1 ? 'one earlier run' : `${range.runs} earlier runs`;
  const rest =
    unknown.length > 0 ? `; ${new Intl.ListFormat('en').format(unknown)} ${unknown.length === 1 ? 'has' : 'have'} not run yet` : '';
  return `Expected price ${price}, as in ${range.simulated ? `${read} by the simulator` : read}${rest}.`;
}
