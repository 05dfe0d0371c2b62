import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Outlet, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { LiveFeed, type LiveState } from '~/api/live.ts';
import { meQuery, projectQuery } from '~/api/queries.ts';
import { SignInAgain } from '~/features/session/sign-in-again.tsx';
import { Banners } from './banners.tsx';
import { TopBar } from './top-bar.tsx';
import { PlaceContext } from './workspace-context.ts';

const route = getRouteApi('/signed-in');

/** The frame around every page of a signed-in person; it owns the one live connection of the workspace. */
export function Shell() {
  const loaded = route.useRouteContext().me;
  const me = useQuery(meQuery).data ?? loaded;
  const params = useParams({ strict: false });
  const project = useQuery({ ...projectQuery(params.projectId ?? ''), enabled: params.projectId !== undefined }).data;
  const workspaceId = params.workspaceId ?? project?.workspaceId;
  const workspace = me.workspaces.find((candidate) => candidate.id === workspaceId);
  const { feed, live } = useFeed(workspace?.id);
  return (
    <PlaceContext value={{ me, workspace, project: params.projectId ? project : undefined, feed, live }}>
      <div className="flex h-dvh flex-col">
        <a href="#main" className="absolute left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-on-accent focus:translate-y-2">
          Skip to content
        </a>
        <TopBar />
        <Banners />
        <main id="main" tabIndex={-1} className="min-h-0 flex-1 overflow-auto outline-none">
          <Outlet />
        </main>
      </div>
      <SignInAgain />
    </PlaceContext>
  );
}

function useFeed(workspaceId: string | undefined) {
  const queries = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');
  const [feed, setFeed] = useState<LiveFeed>();
  useEffect(() => {
    if (!workspaceId) return;
    const opened = new LiveFeed(workspaceId, queries, setLive);
    opened.open();
    setFeed(opened);
    return () => opened.close();
  }, [workspaceId, queries]);
  return { feed, live };
}
