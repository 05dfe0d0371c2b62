import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { boardQuery } from '~/api/queries.ts';
import type { Lane } from '~/api/types.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { withCard } from './arrangement.ts';
import { startsLabel } from './lane-labels.ts';

interface QuickAddProps {
  lane: Lane;
  projectId: string;
  boardId: string;
  nameOf: (agent: string) => string;
}

/** One line at the foot of a lane: Enter adds and keeps the field for the next. */
export function QuickAdd({ lane, projectId, boardId, nameOf }: QuickAddProps) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const intention = useIntention();
  const add = useMutation({
    mutationFn: (body: { title: string; lane: number }) =>
      answer(
        api.POST('/api/projects/{projectId}/cards', {
          params: { path: { projectId } },
          body,
          headers: intention({ ...body, at: Date.now() }),
        }),
      ),
    onSuccess: (card) => {
      if (field.current) field.current.value = '';
      queries.setQueryData(boardQuery(boardId).queryKey, (board) => board && withCard(board, card));
      return queries.invalidateQueries({ queryKey: ['board', boardId] });
    },
    onError: (error) => toast({ tone: 'bad', title: 'The card was not created', detail: errorMessage(error) }),
  });
  if (!open) {
    return (
      <button
        type="button"
        aria-label={`Quick add to ${plain(lane.name)}`}
        onClick={() => setOpen(true)}
        className="flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-xs text-ink-faint hover:bg-hover hover:text-ink"
      >
        <Plus aria-hidden size={14} /> Quick add
      </button>
    );
  }
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        const title = field.current?.value.trim();
        if (title && !add.isPending) add.mutate({ title, lane: lane.number });
      }}
    >
      <input
        ref={field}
        aria-label={`Title of the new card in ${plain(lane.name)}`}
        placeholder="Title, then Enter"
        maxLength={200}
        autoFocus
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
        onBlur={(event) => !event.currentTarget.value && setOpen(false)}
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm"
      />
      {lane.onEntry.length > 0 && <p className="px-1 text-2xs text-ink-soft">{startsLabel(lane, nameOf)} at once.</p>}
      <PriceSoFar agents={lane.onEntry} />
    </form>
  );
}
