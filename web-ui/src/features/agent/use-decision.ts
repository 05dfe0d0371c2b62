import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useIntention } from '~/api/intention.ts';
import type { Run } from '~/api/types.ts';

/** One thing a person says to a run; whatever it shows is read again afterwards. */
export function useDecision<Said, Told>(
  run: Run,
  tell: (said: Said, headers: { 'Idempotency-Key': string }) => Promise<Told>,
  onSuccess?: (told: Told) => void,
) {
  const queries = useQueryClient();
  const intention = useIntention();
  return useMutation({
    mutationFn: (said: Said) => tell(said, intention({ run: run.id, status: run.status, said })),
    ...(onSuccess && { onSuccess }),
    onSettled: () =>
      Promise.all([['card', run.cardId], ['run', run.id], ['board']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
