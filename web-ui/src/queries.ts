import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/errors.ts';

/** One cache for the whole page. A refusal is an answer and is not asked again; a silence is, twice. */
export const queries = new QueryClient({
  defaultOptions: {
    // whether the server can be reached is found out by asking it: a page of this machine needs no network
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
    },
  },
});
