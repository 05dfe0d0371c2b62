import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import type { Run } from '~/api/types.ts';
import { plainSentence } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { useAgentName } from './agent-labels.ts';
import { useDecision } from './use-decision.ts';

type Way = 'RETRY' | 'SKIP' | 'FAIL';

const ways: { way: Way; words: string; means: string }[] = [
  { way: 'RETRY', words: 'Try the step again', means: 'The step that got stuck is done once more.' },
  { way: 'SKIP', words: 'Go on without it', means: 'The step counts as done; the agent goes on.' },
  { way: 'FAIL', words: 'Give up', means: 'The run ends as failed.' },
];

/** A run that cannot tell by itself whether something happened: an admin decides. */
export function Parked({ run }: { run: Run }) {
  const { workspace } = useWorkspace();
  const nameOf = useAgentName();
  const may = workspace?.role === 'OWNER' || workspace?.role === 'ADMIN';
  const tell = useDecision(run, (decision: Way, headers) =>
    answer(api.POST('/api/runs/{runId}/resume', { params: { path: { runId: run.id } }, body: { decision }, headers })),
  );
  return (
    <section aria-label="Parked run" className="grid gap-2.5 rounded-md bg-wait-soft p-3">
      <p className="text-sm text-wait">
        <UserText text={run.waitingFor ? plainSentence(run.waitingFor.detail, nameOf) : 'This run cannot go on by itself.'} /> A person has
        to decide.
      </p>
      {tell.isError && (
        <Notice tone="bad" role="alert">
          {errorMessage(tell.error)}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        {ways.map(({ way, words, means }) => (
          <Button
            key={way}
            kind={way === 'FAIL' ? 'danger' : 'plain'}
            title={means}
            disabledReason={may ? undefined : 'Only an owner or admin of the workspace can decide this.'}
            disabled={tell.isPending}
            onClick={() => tell.mutate(way)}
          >
            {words}
          </Button>
        ))}
      </div>
    </section>
  );
}
