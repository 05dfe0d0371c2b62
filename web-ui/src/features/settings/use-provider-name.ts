import { useQuery } from '@tanstack/react-query';
import { providersQuery } from '~/api/queries.ts';

/** What a provider is called; its id until the list has come. */
export function useProviderName(): (provider: string) => string {
  const providers = useQuery(providersQuery).data?.items;
  return (provider) => providers?.find((candidate) => candidate.id === provider)?.name ?? provider;
}
