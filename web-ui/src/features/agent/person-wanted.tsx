import type { Run } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { UserText } from '~/ui/user-text.tsx';
import { useAgentName } from './agent-labels.ts';
import { Approval } from './approval.tsx';
import { Parked } from './parked.tsx';
import { Question } from './question.tsx';

/** What a run asks of a person, with everything needed to answer; nothing when it can go on by itself. */
export function PersonWanted({ run }: { run: Run }) {
  const nameOf = useAgentName();
  switch (run.status) {
    case 'WAITING_INPUT':
      return <Question run={run} />;
    case 'WAITING_APPROVAL':
      return <Approval run={run} />;
    case 'PARKED':
      return <Parked run={run} />;
    case 'QUEUED':
    case 'WAITING':
      return run.waitingFor ? (
        <p className="rounded-md bg-wait-soft px-2.5 py-1.5 text-xs text-wait">
          <UserText text={plainSentence(run.waitingFor.detail, nameOf)} />
        </p>
      ) : null;
    case 'RUNNING':
    case 'FINALIZING':
    case 'COMPLETED':
    case 'FAILED':
    case 'CANCELLED':
      return null;
  }
}
