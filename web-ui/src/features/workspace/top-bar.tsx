import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronDown, Menu as MenuIcon, SlidersHorizontal } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import type { LiveState } from '~/api/live.ts';
import { useSessionEnded } from '~/api/session.ts';
import { initials } from '~/ui/avatar.tsx';
import { IconButton } from '~/ui/button.tsx';
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from '~/ui/menu.tsx';
import { useOnline } from '~/ui/online.ts';
import { useTheme } from '~/ui/theme.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { Wordmark } from '~/ui/wordmark.tsx';
import { SimulatedMark } from './simulated-mark.tsx';
import { useWorkspace } from './workspace-context.ts';

const link =
  'inline-flex h-8 items-center rounded-md px-2.5 text-sm text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong';

const pages = [
  { to: '/workspaces/$workspaceId', words: 'Projects', exact: true },
  { to: '/workspaces/$workspaceId/members', words: 'Members', exact: false },
  { to: '/workspaces/$workspaceId/usage', words: 'Usage', exact: false },
  { to: '/workspaces/$workspaceId/providers', words: 'Providers', exact: false },
  { to: '/workspaces/$workspaceId/api-keys', words: 'API keys', exact: false },
] as const;

export function TopBar() {
  const { workspace, project } = useWorkspace();
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line bg-surface px-4 max-sm:gap-2 max-sm:px-3">
      <Link to="/" aria-label="AgentWorks, home" className="inline-flex min-h-8 min-w-8 shrink-0 items-center justify-center rounded-md">
        <Wordmark small />
      </Link>
      {workspace && (
        <nav aria-label="You are here" className="flex min-w-0 shrink items-center gap-2 text-sm">
          <span aria-hidden className="text-line-strong max-md:hidden">
            /
          </span>
          <div className={clsx('min-w-0', project && 'max-md:hidden')}>
            <WorkspaceChoice />
          </div>
          {project && (
            <>
              <span aria-hidden className="text-line-strong max-md:hidden">
                /
              </span>
              <Link
                to="/projects/$projectId"
                params={{ projectId: project.id }}
                className="min-w-0 truncate rounded-md px-1 py-1 font-semibold hover:bg-hover"
              >
                <UserText text={project.name} />
              </Link>
              <Link
                to="/projects/$projectId/settings"
                params={{ projectId: project.id }}
                aria-label="Project settings"
                title="Lanes and agents of this project"
                className="inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft"
              >
                <SlidersHorizontal aria-hidden size={15} />
              </Link>
            </>
          )}
        </nav>
      )}
      <div className="flex-1" />
      {workspace && (
        <nav aria-label="Workspace" className="flex shrink-0 items-center gap-1 max-lg:hidden">
          {pages.map(({ to, words, exact }) => (
            <Link key={to} to={to} params={{ workspaceId: workspace.id }} activeOptions={{ exact }} className={link}>
              {words}
            </Link>
          ))}
        </nav>
      )}
      <SimulatedMark />
      <LiveMark />
      <PagesMenu />
      <Account />
    </header>
  );
}

/** Where the links find no room, the same pages in a menu. */
function PagesMenu() {
  const { me, workspace, project } = useWorkspace();
  const router = useRouter();
  if (!workspace) return null;
  const others = me.workspaces.filter((choice) => choice.id !== workspace.id);
  return (
    <div className="shrink-0 lg:hidden">
      <Menu
        label="Pages"
        trigger={
          <IconButton label="Pages" className="size-8">
            <MenuIcon aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuLabel>
          <UserText text={workspace.name} />
        </MenuLabel>
        {pages.map(({ to, words }) => (
          <MenuItem key={to} onSelect={() => void router.navigate({ to, params: { workspaceId: workspace.id } })}>
            {words}
          </MenuItem>
        ))}
        {project && (
          <>
            <MenuLine />
            <MenuLabel>
              <UserText text={project.name} />
            </MenuLabel>
            <MenuItem onSelect={() => void router.navigate({ to: '/projects/$projectId', params: { projectId: project.id } })}>
              Board
            </MenuItem>
            <MenuItem onSelect={() => void router.navigate({ to: '/projects/$projectId/settings', params: { projectId: project.id } })}>
              Project settings
            </MenuItem>
          </>
        )}
        {others.length > 0 && (
          <>
            <MenuLine />
            <MenuLabel>Other workspaces</MenuLabel>
            {others.map((choice) => (
              <MenuItem
                key={choice.id}
                onSelect={() => void router.navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: choice.id } })}
              >
                <UserText text={choice.name} />
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
    </div>
  );
}

function WorkspaceChoice() {
  const { me, workspace } = useWorkspace();
  const router = useRouter();
  if (!workspace) return null;
  if (me.workspaces.length < 2)
    return (
      <span className="block truncate text-ink-soft">
        <UserText text={workspace.name} />
      </span>
    );
  return (
    <Menu
      label="Workspaces"
      align="start"
      trigger={
        <button type="button" className="inline-flex h-7 max-w-full items-center gap-1 rounded-md px-1 text-ink-soft hover:bg-hover">
          <span className="min-w-0 truncate">
            <UserText text={workspace.name} />
          </span>
          <ChevronDown aria-hidden size={14} className="shrink-0" />
        </button>
      }
    >
      {me.workspaces.map((choice) => (
        <MenuItem
          key={choice.id}
          onSelect={() => void router.navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: choice.id } })}
        >
          <UserText text={choice.name} />
        </MenuItem>
      ))}
    </Menu>
  );
}

/** One mark for everything between this page and the server, and never two that contradict each other. */
function LiveMark() {
  const { workspace, live } = useWorkspace();
  const online = useOnline();
  const ended = useSessionEnded();
  if (!workspace) return null;
  const state = ended ? 'ended' : online ? live : 'offline';
  const { words, means } = connections[state];
  return (
    <span role="status" title={means} className="inline-flex shrink-0 items-center gap-1.5 text-xs text-ink-faint">
      <span
        aria-hidden
        className={clsx('size-2', state === 'live' ? 'rounded-full bg-good' : state === 'connecting' ? 'rounded-full bg-wait' : 'bg-bad')}
      />
      <span className="max-md:sr-only">{words}</span>
    </span>
  );
}

const connections: Record<LiveState | 'offline' | 'ended', { words: string; means: string }> = {
  live: { words: 'Live', means: 'Changes by others and by agents show at once' },
  connecting: { words: 'Connecting', means: 'The live connection is being made' },
  down: { words: 'Reconnecting', means: 'The live connection is down; the page refreshes every few seconds' },
  offline: { words: 'Offline', means: 'There is no network; what you see may be old' },
  ended: { words: 'Signed out', means: 'The session has ended; sign in to go on' },
};

function Account() {
  const { me } = useWorkspace();
  const router = useRouter();
  const queries = useQueryClient();
  const [theme, setTheme] = useTheme();
  const signOut = useMutation({
    mutationFn: () => answer(api.POST('/auth/logout')),
    onSettled: () => {
      queries.clear();
      router.history.push('/sign-in');
    },
  });
  return (
    <Menu
      label="Account"
      trigger={
        <button
          type="button"
          aria-label={`${initials(me.name)}, account of ${plain(me.name)}`}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong hover:brightness-95"
        >
          {initials(me.name)}
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-sm font-medium text-ink">
          <UserText text={me.name} />
        </span>
        <UserText text={me.email} />
      </MenuLabel>
      <MenuLine />
      <MenuItem onSelect={() => void router.navigate({ to: '/account' })}>Your account</MenuItem>
      <MenuLine />
      <MenuChoices
        label="Theme"
        value={theme}
        choices={[
          ['system', 'As the system'],
          ['light', 'Light'],
          ['dark', 'Dark'],
        ]}
        onChoose={setTheme}
      />
      <MenuLine />
      <MenuItem onSelect={() => signOut.mutate()}>Sign out</MenuItem>
    </Menu>
  );
}
