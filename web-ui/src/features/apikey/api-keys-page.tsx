import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { apiKeysQuery } from '~/api/queries.ts';
import type { ApiKey, MadeApiKey } from '~/api/types.ts';
import { useSettingsLock } from '~/features/settings/may-change.ts';
import { Button } from '~/ui/button.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { KeyTable } from './key-table.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** The keys by which programs act in the workspace. */
export function ApiKeysPage() {
  const { workspaceId } = useParams({ from: '/signed-in/workspaces/$workspaceId/api-keys' });
  const locked = useSettingsLock();
  useTitle('API keys');
  return (
    <div className="mx-auto grid max-w-5xl gap-5 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <header>
        <h1 className="text-xl font-semibold tracking-tight">API keys</h1>
        <p className="max-w-[75ch] text-sm text-ink-soft">
          For programs: models by any OpenAI client, and the board’s API. A key acts for whoever made it, in this workspace only, and
          approves nothing.
        </p>
      </header>
      {locked ? <Notice tone="wait">Owners and admins of the workspace manage its API keys.</Notice> : <Keys workspaceId={workspaceId} />}
    </div>
  );
}

function Keys({ workspaceId }: { workspaceId: string }) {
  const keys = useQuery(apiKeysQuery(workspaceId));
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<MadeApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const create = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <KeyRound aria-hidden size={15} /> New API key
    </Button>
  );
  return (
    <>
      {keys.isPending ? (
        <Skeleton lines={5} label="Loading API keys" />
      ) : keys.isError && !keys.data ? (
        <Failed error={keys.error} onRetry={() => void keys.refetch()} />
      ) : keys.data.items.length === 0 ? (
        <Empty title="No API keys yet" action={create}>
          Make one to call models from a program, or to work on the board from a script.
        </Empty>
      ) : (
        <>
          <div className="flex justify-end">{create}</div>
          <KeyTable keys={keys.data.items} onRevoke={setRevoking} />
        </>
      )}
      {making && (
        <NewKeyDialog
          workspaceId={workspaceId}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {made && <SecretDialog made={made} onClose={() => setMade(undefined)} />}
      {revoking && <RevokeDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}
