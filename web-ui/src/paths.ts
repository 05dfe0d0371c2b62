/** Every link of the app. A view is a link: what is open stands in the address. */
export const paths = {
  home: () => '/',
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  register: () => '/register',
  workspace: (workspaceId: string) => `/workspaces/${workspaceId}`,
  usage: (workspaceId: string) => `/workspaces/${workspaceId}/usage`,
  providers: (workspaceId: string) => `/workspaces/${workspaceId}/providers`,
  board: (projectId: string) => `/projects/${projectId}`,
  card: (projectId: string, cardId: string, tab?: CardTab) =>
    `/projects/${projectId}/cards/${cardId}${tab && tab !== 'overview' ? `?tab=${tab}` : ''}`,
};

export const cardTabs = ['overview', 'documents', 'runs', 'terminal', 'history'] as const;
export type CardTab = (typeof cardTabs)[number];
