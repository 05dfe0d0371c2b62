import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

/** Every read, with its key; a live event names the key it makes stale. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answer(api.GET('/auth/me')),
  staleTime: 60_000,
  retry: false,
});

export const projectsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['workspace', workspaceId, 'projects'],
    queryFn: () => answer(api.GET('/api/workspaces/{workspaceId}/projects', { params: { path: { workspaceId }, query: { limit: 100 } } })),
  });

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: () => answer(api.GET('/api/projects/{projectId}', { params: { path: { projectId } } })),
    staleTime: 60_000,
  });

export const boardQuery = (boardId: string) =>
  queryOptions({
    queryKey: ['board', boardId],
    queryFn: () => answer(api.GET('/api/boards/{boardId}', { params: { path: { boardId } } })),
  });

export const cardQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId],
    queryFn: () => answer(api.GET('/api/cards/{cardId}', { params: { path: { cardId } } })),
  });

export const runsQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'runs'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/runs', { params: { path: { cardId }, query: { limit: 100 } } })),
  });

export const workflowQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflow'],
    queryFn: () => answer(api.GET('/api/projects/{projectId}/workflow', { params: { path: { projectId } } })),
  });

export const agentConfigQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'agent-config'],
    queryFn: () => answer(api.GET('/api/projects/{projectId}/agent-config', { params: { path: { projectId } } })),
  });

export const projectAgentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'agents'],
    queryFn: () => answer(api.GET('/api/projects/{projectId}/agents', { params: { path: { projectId } } })),
  });

export const changesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'diff'],
    queryFn: () => answer(api.GET('/api/runs/{runId}/diff', { params: { path: { runId } } })),
  });

export const heldChangesQuery = (runId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'held-changes'],
    queryFn: () => answer(api.GET('/api/runs/{runId}/held-changes', { params: { path: { runId } } })),
  });

export const heldChangeQuery = (runId: string, changeId: string) =>
  queryOptions({
    queryKey: ['run', runId, 'held-changes', changeId],
    queryFn: () => answer(api.GET('/api/runs/{runId}/held-changes/{changeId}', { params: { path: { runId, changeId } } })),
  });

export const historyQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'history'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/history', { params: { path: { cardId }, query: { limit: 100 } } })),
  });

export const commentsQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'comments'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/comments', { params: { path: { cardId }, query: { limit: 200 } } })),
  });

export const checklistQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'checklist'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/checklist', { params: { path: { cardId } } })),
  });

export const attachmentsQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'attachments'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/attachments', { params: { path: { cardId } } })),
  });

export const watchersQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'watchers'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/watchers', { params: { path: { cardId } } })),
  });

export const archiveQuery = (projectId: string, q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['archive', projectId, q],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/projects/{projectId}/cards', {
          params: { path: { projectId }, query: { archived: true, limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

export const linksQuery = (cardId: string) =>
  queryOptions({
    queryKey: ['card', cardId, 'links'],
    queryFn: () => answer(api.GET('/api/cards/{cardId}/links', { params: { path: { cardId } } })),
  });

export const documentVersionsQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId, 'versions'],
    queryFn: () => answer(api.GET('/api/documents/{documentId}/versions', { params: { path: { documentId }, query: { limit: 100 } } })),
  });

export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['members', workspaceId],
    queryFn: () => answer(api.GET('/api/workspaces/{workspaceId}/members', { params: { path: { workspaceId }, query: { limit: 100 } } })),
    staleTime: 300_000,
    retry: false,
  });

export const invitationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['members', workspaceId, 'invitations'],
    queryFn: () =>
      answer(api.GET('/api/workspaces/{workspaceId}/invitations', { params: { path: { workspaceId }, query: { limit: 200 } } })),
  });

/** What an invitation is, told to whoever holds its token. */
export const shownInvitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.GET('/api/invitations/{token}', { params: { path: { token } } })),
    retry: false,
  });

export const auditLogQuery = (workspaceId: string, filter: { actor?: string; action?: string }) =>
  infiniteQueryOptions({
    queryKey: ['audit', workspaceId, filter],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/workspaces/{workspaceId}/audit-log', {
          params: { path: { workspaceId }, query: { ...filter, limit: 50, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => answer(api.GET('/auth/sessions')),
});

export const documentsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'documents'],
    queryFn: () => answer(api.GET('/api/projects/{projectId}/documents', { params: { path: { projectId }, query: { limit: 100 } } })),
  });

export const documentQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['document', documentId],
    queryFn: () => answer(api.GET('/api/documents/{documentId}', { params: { path: { documentId } } })),
  });

export const agentsQuery = queryOptions({
  queryKey: ['agents'],
  queryFn: () => answer(api.GET('/api/agents')),
  staleTime: 600_000,
});

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: () => answer(api.GET('/api/providers')),
  staleTime: 60_000,
});

export const apiKeysQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['workspace', workspaceId, 'api-keys'],
    queryFn: () => answer(api.GET('/auth/api-keys', { params: { query: { workspace: workspaceId, limit: 200 } } })),
  });

export const usageQuery = (workspaceId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['workspace', workspaceId, 'usage', from, to],
    queryFn: () => answer(api.GET('/api/workspaces/{workspaceId}/usage', { params: { path: { workspaceId }, query: { from, to } } })),
  });
