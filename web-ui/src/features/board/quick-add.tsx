import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { boardQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import type { Lane, NewCard } from '~/api/types.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { withCard } from './arrangement.ts';
import { startsLabel } from './lane-labels.ts';
import { beginsLate, lateReason } from './late-lane.ts';

interface QuickAddProps {
  lane: Lane;
  projectId: string;
  boardId: string;
  nameOf: (agent: string) => string;
}

/** One line at the foot of a lane: Enter adds and keeps the field for the next. */
export function QuickAdd({ lane, projectId, boardId, nameOf }: QuickAddProps) {
  const queries = useQueryClient();
  const { workspace } = useWorkspace();
  const [open, setOpen] = useState(false);
  const late = beginsLate(lane);
  const refused = late && !canOverride(workspace?.role);
  const reason = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const intention = useIntention();
  const add = useMutation({
    mutationFn: (body: NewCard) =>
      answer(
        api.POST('/api/projects/{projectId}/cards', {
          params: { path: { projectId } },
          body,
          headers: intention({ ...body, at: Date.now() }),
        }),
      ),
    onSuccess: (card) => {
      if (field.current) field.current.value = '';
      field.current?.focus();
      queries.setQueryData(boardQuery(boardId).queryKey, (board) => board && withCard(board, card));
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
  if (refused) {
    return (
      <p role="status" className="rounded-md bg-wait-soft px-2 py-1.5 text-xs text-wait">
        {lateReason}
      </p>
    );
  }
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        const title = field.current?.value.trim();
        const why = reason.current?.value.trim();
        if (!title || add.isPending) return;
        if (late && !why) reason.current?.focus();
        else add.mutate({ title, lane: lane.number, ...(why && { override: true, reason: why }) });
      }}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      onBlur={(event) => {
        const left = !event.currentTarget.contains(event.relatedTarget);
        if (left && !field.current?.value && !reason.current?.value) setOpen(false);
      }}
    >
      <input
        ref={field}
        aria-label={`Title of the new card in ${plain(lane.name)}`}
        placeholder="Title, then Enter"
        maxLength={200}
        autoFocus
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm"
      />
      {late && (
        <>
          <input
            ref={reason}
            aria-label={`Why it begins in ${plain(lane.name)}`}
            placeholder="Why it begins here"
            required
            maxLength={2000}
            className="h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm"
          />
          <p className="px-1 text-2xs text-ink-soft">It passes the review unseen; your name and reason go into its history.</p>
          <button type="submit" className="sr-only">
            Add the card
          </button>
        </>
      )}
      {lane.onEntry.length > 0 && <p className="px-1 text-2xs text-ink-soft">{startsLabel(lane, nameOf)} at once.</p>}
      <PriceSoFar agents={lane.onEntry} />
    </form>
  );
}
