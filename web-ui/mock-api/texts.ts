import type { Card, LogLine } from '../src/api/types.ts';

/** What an agent says while it works. */
export function scriptOf(agentId: string, title: string): Pick<LogLine, 'level' | 'source' | 'message'>[] {
  return [
    { level: 'info', source: 'orchestrator', message: `${agentId} starts on “${title}”` },
    { level: 'debug', source: 'orchestrator', message: 'context: card, brief of 1,312 characters, 0 documents, 2 comments' },
    { level: 'info', source: 'provider', message: 'asks gpt-4o (turn 1)' },
    { level: 'info', source: 'agent', message: 'Reading the brief. Who is it for, what must not go wrong, what would make them pay?' },
    {
      level: 'info',
      source: 'agent',
      message: 'Four practices, two to six therapists each; patients book without an account. The paper calendar is the rival to beat.',
    },
    { level: 'info', source: 'orchestrator', message: 'read the list of 0 documents' },
    { level: 'warn', source: 'agent', message: 'The brief does not say who may see a patient’s note. I leave it as a question.' },
    {
      level: 'info',
      source: 'agent',
      message:
        'Sections: vision, people, the day of a therapist, rules for moving and cancelling, waiting list, privacy, first site in eight weeks.',
    },
    { level: 'info', source: 'orchestrator', message: `tool write_document: wrote BLUEPRINT "${title}" (version 1)` },
    { level: 'info', source: 'provider', message: 'gpt-4o answered: 2,310 tokens in, 1,204 out, 0.0255625 USD' },
    { level: 'info', source: 'orchestrator', message: 'finish: summary kept, 2 follow-ups' },
  ];
}

/** What an agent writes. */
export function blueprint(card: Card): string {
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
