import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { sessionsQuery } from '~/api/queries.ts';
import type { Session } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { Part } from './part.tsx';

/** Where the person is signed in; what they do not know, they end. */
export function SessionsPart() {
  const sessions = useQuery(sessionsQuery);
  const others = sessions.data?.items.filter((session) => !session.current).length ?? 0;
  return (
    <Part title="Sessions" lead="Where you are signed in. End what you do not know, and change your password then.">
      {sessions.isPending ? (
        <Skeleton lines={3} label="Loading your sessions" />
      ) : sessions.isError && !sessions.data ? (
        <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : (
        <ul aria-label="Sessions" className="divide-y divide-line rounded-lg border border-line">
          {sessions.data.items.map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </ul>
      )}
      {others > 0 && <EndOthers count={others} />}
    </Part>
  );
}

function SessionItem({ session }: { session: Session }) {
  const end = useEnd(
    () => answer(api.DELETE('/auth/sessions/{sessionId}', { params: { path: { sessionId: session.id } } })),
    `${session.device} is signed out`,
  );
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <MonitorSmartphone aria-hidden size={18} className="shrink-0 text-ink-faint" />
      <div className="min-w-40 flex-1">
        <p className="text-sm font-medium wrap-anywhere" title={plain(session.userAgent)}>
          <UserText text={session.device} />
          {session.current && (
            <span className="ml-2 rounded bg-good-soft px-1.5 text-2xs leading-5 font-medium whitespace-nowrap text-good">This one</span>
          )}
        </p>
        <p className="text-xs wrap-anywhere text-ink-soft">
          from <UserText text={session.address} /> · last seen <Ago at={session.lastSeenAt} />
        </p>
        <p className="text-2xs text-ink-faint">Signed in {moment(session.createdAt)}</p>
      </div>
      {!session.current && (
        <Button
          kind="danger"
          disabled={end.isPending}
          aria-label={`End the session of ${plain(session.device)} from ${plain(session.address)}`}
          onClick={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  );
}

function EndOthers({ count }: { count: number }) {
  const end = useEnd(
    () => answer(api.DELETE('/auth/sessions')),
    count === 1 ? 'The other session is ended' : 'All other sessions are ended',
  );
  return (
    <Button kind="danger" className="justify-self-start" disabled={end.isPending} onClick={() => end.mutate()}>
      {count === 1 ? 'End the other session' : `End all ${count} other sessions`}
    </Button>
  );
}

function useEnd(call: () => Promise<unknown>, ended: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => toast({ tone: 'good', title: ended }),
    onError: (error) => toast({ tone: 'bad', title: 'The session goes on', detail: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
