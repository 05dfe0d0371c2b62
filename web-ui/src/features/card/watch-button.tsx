import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { watchersQuery } from '~/api/queries.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { IconButton } from '~/ui/button.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';

/** Whether the person hears of what happens to the card, and who else does. */
export function WatchButton({ cardId }: { cardId: string }) {
  const { me } = useWorkspace();
  const queries = useQueryClient();
  const intention = useIntention();
  const { queryKey } = watchersQuery(cardId);
  const watchers = useQuery(watchersQuery(cardId)).data?.items;
  const watching = watchers?.some((watcher) => watcher.userId === me.id) === true;
  const toggle = useMutation({
    mutationFn: async () => {
      const params = { path: { cardId } };
      if (watching) await answer(api.DELETE('/api/cards/{cardId}/watch', { params }));
      else await answer(api.POST('/api/cards/{cardId}/watch', { params, headers: intention({ cardId, before: watchers?.length }) }));
    },
    onError: (error) => toast({ tone: 'bad', title: 'That did not work', detail: errorMessage(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  if (!watchers) return null;
  const names = watchers.map((watcher) => (watcher.userId === me.id ? 'you' : plain(watcher.name)));
  const who = names.length > 0 ? `Watched by ${new Intl.ListFormat('en').format(names)}` : 'Nobody watches it';
  return (
    <span className="inline-flex items-center">
      <IconButton
        label={watching ? 'Watch no longer' : 'Watch the card'}
        title={`${watching ? 'Watch no longer' : 'Watch the card'}. ${who}.`}
        aria-pressed={watching}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate()}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
      >
        <Eye aria-hidden size={15} />
      </IconButton>
      {watchers.length > 0 && (
        <span aria-hidden title={who} className="tabular px-0.5 text-2xs font-medium text-ink-soft">
          {watchers.length}
        </span>
      )}
      <span className="sr-only">{who}</span>
    </span>
  );
}
