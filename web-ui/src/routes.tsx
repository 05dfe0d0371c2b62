import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { isStatus } from './api/errors.ts';
import { cardQuery, meQuery, projectQuery } from './api/queries.ts';
import { cardStatuses, cardTypes } from './api/types.ts';
import { BoardPage } from './features/board/board-page.tsx';
import { RegisterPage } from './features/session/register-page.tsx';
import { SignInPage } from './features/session/sign-in-page.tsx';
import { NotFoundPage } from './features/workspace/not-found-page.tsx';
import { ProjectsPage } from './features/workspace/projects-page.tsx';
import { Shell } from './features/workspace/shell.tsx';
import { type AuditSearch, type BoardSearch, type CardSearch, cardTabs, paths, type RegisterSearch, type SignInSearch } from './paths.ts';
import { queries } from './queries.ts';
import { Failed } from './ui/states.tsx';
import { Toasts } from './ui/toast.tsx';

/** Only a path of this page: never a way to another site. */
function ownPath(search: Record<string, unknown>): SignInSearch {
  return typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? { next: search.next } : {};
}

/** Every page of the app. */
const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <Failed error={error} onRetry={reset} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: ownPath,
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: RegisterPage,
  validateSearch: (search): RegisterSearch => ({ ...ownPath(search), ...(typeof search.email === 'string' && { email: search.email }) }),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./features/session/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

// The secrets of mails stand behind the number sign of these three, and never in a query.
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./features/session/reset-password-page.tsx'), 'ResetPasswordPage'),
});

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: '/verify-email',
  component: lazyRouteComponent(() => import('./features/session/verify-email-page.tsx'), 'VerifyEmailPage'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./features/session/invitation-page.tsx'), 'InvitationPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queries.ensureQueryData(meQuery) };
    } catch (error) {
      if (isStatus(error, 401)) throw redirect({ href: paths.signIn(location.href) });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    const first = context.me.workspaces[0];
    if (first) throw redirect({ to: '/workspaces/$workspaceId', params: { workspaceId: first.id } });
  },
  component: NotFoundPage,
});

const workspace = createRoute({ getParentRoute: () => signedIn, path: '/workspaces/$workspaceId', component: ProjectsPage });

const usage = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId/usage',
  component: lazyRouteComponent(() => import('./features/usage/usage-page.tsx'), 'UsagePage'),
  validateSearch: (search): { days?: number } => ([7, 30, 90].includes(Number(search.days)) ? { days: Number(search.days) } : {}),
});

const providers = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId/providers',
  component: lazyRouteComponent(() => import('./features/provider/providers-page.tsx'), 'ProvidersPage'),
});

const members = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId/members',
  component: lazyRouteComponent(() => import('./features/people/members-page.tsx'), 'MembersPage'),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId/audit',
  component: lazyRouteComponent(() => import('./features/people/audit-page.tsx'), 'AuditPage'),
  validateSearch: (search): AuditSearch => ({
    ...(typeof search.actor === 'string' && { actor: search.actor }),
    ...(typeof search.action === 'string' && { action: search.action }),
  }),
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('./features/account/account-page.tsx'), 'AccountPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => signedIn,
  path: '/workspaces/$workspaceId/api-keys',
  component: lazyRouteComponent(() => import('./features/apikey/api-keys-page.tsx'), 'ApiKeysPage'),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$projectId/settings',
  component: lazyRouteComponent(() => import('./features/settings/settings-page.tsx'), 'SettingsPage'),
});

const archive = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$projectId/archive',
  component: lazyRouteComponent(() => import('./features/archive/archive-page.tsx'), 'ArchivePage'),
  validateSearch: (search): { q?: string } => (search.q !== undefined && search.q !== '' ? { q: String(search.q) } : {}),
});

const board = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$projectId',
  component: BoardPage,
  // asked for while the page is still being put together; what fails is told by the part that shows it
  loader: ({ params }) => void queries.prefetchQuery(projectQuery(params.projectId)),
  validateSearch: (search): BoardSearch => {
    const type = cardTypes.find((known) => known === search.type);
    const status = cardStatuses.find((known) => known === search.status);
    return {
      ...(typeof search.q === 'string' && search.q ? { q: search.q } : typeof search.q === 'number' ? { q: String(search.q) } : {}),
      ...(type ? { type } : {}),
      ...(status ? { status } : {}),
      ...(typeof search.assignee === 'string' && search.assignee ? { assignee: search.assignee } : {}),
      ...(search.label !== undefined && search.label !== '' ? { label: String(search.label) } : {}),
      ...(search.you === true ? { you: true as const } : {}),
    };
  },
});

const card = createRoute({
  getParentRoute: () => board,
  path: '/cards/$cardId',
  loader: ({ params }) => void queries.prefetchQuery(cardQuery(params.cardId)),
  component: lazyRouteComponent(() => import('./features/card/card-drawer.tsx'), 'CardDrawer'),
  validateSearch: (search): CardSearch => {
    const tab = cardTabs.find((known) => known === search.tab);
    return {
      ...(tab ? { tab } : {}),
      ...(typeof search.document === 'string' ? { document: search.document } : {}),
      ...(typeof search.run === 'string' ? { run: search.run } : {}),
    };
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    register,
    forgotPassword,
    resetPassword,
    verifyEmail,
    invitation,
    signedIn.addChildren([
      home,
      workspace,
      members,
      audit,
      account,
      usage,
      providers,
      apiKeys,
      settings,
      archive,
      board.addChildren([card]),
    ]),
  ]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
