import { CircleAlert, CircleCheck, Hand, Hourglass } from 'lucide-react';
import type { ActiveRun } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { RunDot } from '~/features/agent/run-dot.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import type { CardState } from './card-state.ts';

/** What it is that a person has to do, in a word or two beside “Needs you”. */
const asks: Record<Extract<CardState, { kind: 'you' }>['why'], string> = {
  question: 'to answer',
  approval: 'to approve',
  decision: 'to decide',
  review: 'to review',
  blueprint: 'to read the blueprint',
};

interface CardStateMarkProps {
  state: CardState;
  run: ActiveRun | null | undefined;
  nameOf: (agent: string) => string;
}

/** The one thing to know of a card, by shape, colour and words. */
export function CardStateMark({ state, run, nameOf }: CardStateMarkProps) {
  switch (state.kind) {
    case 'you':
      return (
        <span
          className="inline-flex max-w-full min-w-0 items-center gap-1.5 rounded-md bg-wait-soft px-1.5 py-0.5 text-wait"
          title={state.agent ? `${plain(nameOf(state.agent))}: ${state.words.toLowerCase()}` : undefined}
        >
          <Hand aria-hidden size={13} className="shrink-0" />
          <span className="shrink-0 font-medium">Needs you</span>
          <span className="min-w-0 truncate">{asks[state.why]}</span>
        </span>
      );
    case 'work':
    case 'held':
      return (
        <span
          className="flex min-w-0 max-w-full items-center gap-1.5 font-medium"
          title={run?.waitingFor ? plainSentence(run.waitingFor.detail, nameOf) : undefined}
        >
          {run && <RunDot status={run.status} />}
          <span className="min-w-0 truncate">
            <UserText text={nameOf(state.agent)} />
          </span>
          <span className="shrink-0 font-normal text-ink-faint">
            {state.kind === 'held' && run?.waitingFor?.code === 'blocked-by-card' ? (
              <span className="inline-flex items-center gap-1">
                <Hourglass aria-hidden size={11} /> Blocked
              </span>
            ) : (
              state.words
            )}
          </span>
        </span>
      );
    case 'failed':
      return (
        <span className="flex min-w-0 max-w-full items-center gap-1 text-bad">
          <CircleAlert aria-hidden size={13} className="shrink-0" />
          <span className="min-w-0 truncate">
            <UserText text={nameOf(state.agent)} /> failed
          </span>
        </span>
      );
    case 'rejected':
      return <span className="text-bad">{state.words}</span>;
    case 'ready':
    case 'done':
      return (
        <span
          className="inline-flex items-center gap-1 text-good"
          title={state.kind === 'ready' ? 'The exit criterion of this lane is met' : undefined}
        >
          <CircleCheck aria-hidden size={13} /> {state.words}
        </span>
      );
    case 'calm':
      return null;
  }
}
