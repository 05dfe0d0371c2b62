import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ChevronDown, SlidersHorizontal } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from '~/ui/menu.tsx';
import { useTheme } from '~/ui/theme.ts';
import { Wordmark } from '~/ui/wordmark.tsx';
import { useWorkspace } from './workspace-context.ts';

const link =
  'inline-flex h-8 items-center rounded-md px-2.5 text-sm text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong';

export function TopBar() {
  const { workspace, project } = useWorkspace();
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line bg-surface px-4 max-sm:gap-2 max-sm:px-3">
      <Link to="/" aria-label="AgentWorks, home" className="rounded-md">
        <Wordmark small />
      </Link>
      {workspace && (
        <nav aria-label="You are here" className="flex min-w-0 items-center gap-2 text-sm max-sm:hidden">
          <span aria-hidden className="text-line-strong">
            /
          </span>
          <WorkspaceChoice />
          {project && (
            <>
              <span aria-hidden className="text-line-strong">
                /
              </span>
              <Link
                to="/projects/$projectId"
                params={{ projectId: project.id }}
                className="min-w-0 truncate rounded-md px-1 py-1 font-semibold hover:bg-hover"
              >
                {project.name}
              </Link>
              <Link
                to="/projects/$projectId/settings"
                params={{ projectId: project.id }}
                aria-label="Project settings"
                title="Lanes and agents of this project"
                className="inline-flex size-7 items-center justify-center rounded-md text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft"
              >
                <SlidersHorizontal aria-hidden size={15} />
              </Link>
            </>
          )}
        </nav>
      )}
      <div className="flex-1" />
      {workspace && (
        <nav aria-label="Workspace" className="flex items-center gap-1">
          <Link to="/workspaces/$workspaceId" params={{ workspaceId: workspace.id }} activeOptions={{ exact: true }} className={link}>
            Projects
          </Link>
          <Link to="/workspaces/$workspaceId/usage" params={{ workspaceId: workspace.id }} className={link}>
            Usage
          </Link>
          <Link to="/workspaces/$workspaceId/providers" params={{ workspaceId: workspace.id }} className={clsx(link, 'max-sm:hidden')}>
            Providers
          </Link>
          <Link to="/workspaces/$workspaceId/api-keys" params={{ workspaceId: workspace.id }} className={clsx(link, 'max-sm:hidden')}>
            API keys
          </Link>
        </nav>
      )}
      <LiveMark />
      <Account />
    </header>
  );
}

function WorkspaceChoice() {
  const { me, workspace } = useWorkspace();
  const router = useRouter();
  if (!workspace) return null;
  if (me.workspaces.length < 2) return <span className="truncate text-ink-soft">{workspace.name}</span>;
  return (
    <Menu
      label="Workspaces"
      align="start"
      trigger={
        <button type="button" className="inline-flex h-7 items-center gap-1 rounded-md px-1 text-ink-soft hover:bg-hover">
          {workspace.name}
          <ChevronDown aria-hidden size={14} />
        </button>
      }
    >
      {me.workspaces.map((choice) => (
        <MenuItem
          key={choice.id}
          onSelect={() => void router.navigate({ to: '/workspaces/$workspaceId', params: { workspaceId: choice.id } })}
        >
          {choice.name}
        </MenuItem>
      ))}
    </Menu>
  );
}

function LiveMark() {
  const { workspace, live } = useWorkspace();
  if (!workspace) return null;
  const words = live === 'live' ? 'Live' : live === 'connecting' ? 'Connecting' : 'Reconnecting';
  return (
    <span
      role="status"
      title={
        live === 'live'
          ? 'Changes by others and by agents show at once'
          : 'The live connection is down; the page refreshes every few seconds'
      }
      className="inline-flex items-center gap-1.5 text-xs text-ink-faint max-sm:sr-only"
    >
      <span aria-hidden className={clsx('size-2 rounded-full', live === 'live' ? 'bg-good' : 'bg-wait')} />
      {words}
    </span>
  );
}

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
          aria-label={`${initials(me.name)}, account of ${me.name}`}
          className="inline-flex size-8 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-strong hover:brightness-95"
        >
          {initials(me.name)}
        </button>
      }
    >
      <MenuLabel>
        <span className="block text-sm font-medium text-ink">{me.name}</span>
        {me.email}
      </MenuLabel>
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

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase();
}
