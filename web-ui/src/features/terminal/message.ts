import { plainSentence } from '~/api/words.ts';
import type { TerminalLine } from './frames.ts';

// What the engine says of an agent's tool begins like this; behind it stands what the agent wrote.
const done = /^(?:wrote|created|updated) ([A-Z][A-Z_]*)(?= )/;

/**
 * A line as a person reads it. What the engine and the models' side say is said in the page's words; what an agent wrote is
 * left as it was written.
 */
export function messageOf(line: Pick<TerminalLine, 'source' | 'message'>, nameOf: (agent: string) => string): string {
  if (line.source !== 'agent') return plainSentence(line.message, nameOf);
  return line.message.replace(done, (beginning) => plainSentence(beginning, nameOf));
}
