import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { auditLogQuery, membersQuery } from '~/api/queries.ts';
import type { AuditEntry } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { plain } from '~/ui/unseen.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { auditActions, auditActor, auditSentence } from './audit-words.ts';
import { PeopleHeader } from './people-header.tsx';
import { managesPeople } from './role-words.ts';

/** Who did what with people, keys and the workspace itself. */
export function AuditPage() {
  const { workspaceId } = useParams({ from: '/signed-in/workspaces/$workspaceId/audit' });
  const { workspace } = useWorkspace();
  useTitle('Audit log');
  return (
    <div className="mx-auto grid max-w-5xl gap-6 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <PeopleHeader title="Audit log" workspaceId={workspaceId} />
      {managesPeople(workspace?.role) ? (
        <Log workspaceId={workspaceId} />
      ) : (
        <Notice tone="wait">Owners and admins of the workspace read its audit log.</Notice>
      )}
    </div>
  );
}

function Log({ workspaceId }: { workspaceId: string }) {
  const filter = useSearch({ from: '/signed-in/workspaces/$workspaceId/audit' });
  const log = useInfiniteQuery(auditLogQuery(workspaceId, filter));
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-4">
      <Filters workspaceId={workspaceId} />
      {log.isPending ? (
        <Skeleton lines={8} label="Loading the audit log" />
      ) : log.isError && !log.data ? (
        <Failed error={log.error} onRetry={() => void log.refetch()} />
      ) : entries.length === 0 ? (
        <Empty title="Nothing of that kind">Invitations, roles, API keys and the workspace itself are written down here.</Empty>
      ) : (
        <>
          <ol aria-label="Audit log" className="divide-y divide-line rounded-lg border border-line bg-surface">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
          {log.hasNextPage && (
            <Button className="justify-self-center" disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              {log.isFetchingNextPage ? 'Loading…' : 'Show older entries'}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm max-sm:px-3">
      <p className="min-w-48 flex-1 wrap-anywhere">
        <span className="font-medium">
          <UserText text={auditActor(entry.actor)} />
        </span>{' '}
        <span className="text-ink-soft">
          <UserText text={auditSentence(entry)} />
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint">
        {entry.address && <span>from {entry.address}</span>}
        <Ago at={entry.at} />
        <span className="tabular">{moment(entry.at)}</span>
      </p>
    </li>
  );
}

function Filters({ workspaceId }: { workspaceId: string }) {
  const filter = useSearch({ from: '/signed-in/workspaces/$workspaceId/audit' });
  const members = useQuery(membersQuery(workspaceId)).data?.items ?? [];
  const navigate = useNavigate();
  const set = (change: { actor?: string | undefined; action?: string | undefined }) => {
    const next = { ...filter, ...change };
    void navigate({
      to: '/workspaces/$workspaceId/audit',
      params: { workspaceId },
      search: { ...(next.actor && { actor: next.actor }), ...(next.action && { action: next.action }) },
      replace: true,
    });
  };
  const look = 'h-8 w-56 min-w-0 max-w-full rounded-md border border-line-strong bg-surface px-2 text-sm';
  return (
    <search className="flex flex-wrap gap-2">
      <select
        aria-label="Person"
        value={filter.actor ?? ''}
        onChange={(event) => set({ actor: event.target.value || undefined })}
        className={look}
      >
        <option value="">Everybody</option>
        {members.map((member) => (
          <option key={member.userId} value={member.userId}>
            {plain(member.name)}
          </option>
        ))}
      </select>
      <select
        aria-label="What was done"
        value={filter.action ?? ''}
        onChange={(event) => set({ action: event.target.value || undefined })}
        className={look}
      >
        <option value="">Everything</option>
        {Object.entries(auditActions).map(([action, words]) => (
          <option key={action} value={action}>
            {words}
          </option>
        ))}
      </select>
    </search>
  );
}
