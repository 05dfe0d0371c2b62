import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArchiveRestore } from 'lucide-react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, isStatus } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { boardQuery, cardQuery } from '~/api/queries.ts';
import type { CardSummary } from '~/api/types.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { Button } from '~/ui/button.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { Notice } from '~/ui/notice.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { withoutCard } from '../board/arrangement.ts';
import { summaryOf, withSummary } from '../board/board-news.ts';

interface ArchiveDialogProps {
  card: Pick<CardSummary, 'id' | 'key' | 'title'> & { boardId: string; atWork: boolean };
  onDone: () => void;
  onClose: () => void;
}

/** Takes the card off its board; it can be read and taken back. */
export function ArchiveDialog({ card, onDone, onClose }: ArchiveDialogProps) {
  const queries = useQueryClient();
  const archive = useMutation({
    mutationFn: () => answer(api.DELETE('/api/cards/{cardId}', { params: { path: { cardId: card.id } } })),
    onSuccess: () => {
      queries.setQueryData(boardQuery(card.boardId).queryKey, (board) => board && withoutCard(board, card.id));
      void queries.invalidateQueries({ queryKey: ['card', card.id] });
      void queries.invalidateQueries({ queryKey: ['archive'] });
      onDone();
      toast({ tone: 'good', title: `${card.key} is archived`, detail: 'It stands in the archive of the project, and can be taken back.' });
    },
  });
  return (
    <Dialog title={`Archive ${card.key}?`} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-sm">
          <UserText text={card.title} /> leaves the board.{' '}
          {card.atWork
            ? 'The agent at work on it is stopped; what it used so far is charged.'
            : 'Its documents, comments and history stay.'}
        </p>
        {archive.isError && (
          <Notice tone="bad" role="alert">
            {errorMessage(archive.error)}
          </Notice>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button kind="danger" disabled={archive.isPending} onClick={() => archive.mutate()}>
            Archive card
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Above a card that is read out of the archive. */
export function ArchivedNotice({ card }: { card: Pick<CardSummary, 'id' | 'key' | 'version' | 'archivedAt'> }) {
  if (!card.archivedAt) return null;
  return (
    <Notice tone="wait" className="mx-5 mb-3 flex flex-wrap items-center justify-between gap-2 max-sm:mx-4">
      <p className="min-w-40 flex-1">Archived {moment(card.archivedAt)}. It stands on no board, and no agent works on it.</p>
      <RestoreButton card={card} />
    </Notice>
  );
}

/** Puts the card back into the lane it left. No agent starts by that. */
export function RestoreButton({ card }: { card: Pick<CardSummary, 'id' | 'key' | 'version'> }) {
  const lock = useWriteLock();
  const queries = useQueryClient();
  const intention = useIntention();
  const restore = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/cards/{cardId}/restore', {
          params: {
            path: { cardId: card.id },
            header: { 'If-Match': `"${card.version}"`, ...intention({ card: card.id, version: card.version }) },
          },
        }),
      ),
    onSuccess: (restored) => {
      queries.setQueryData(cardQuery(card.id).queryKey, restored);
      queries.setQueryData(boardQuery(restored.boardId).queryKey, (board) => board && withSummary(board, summaryOf(restored)));
      toast({ tone: 'good', title: `${card.key} is back on the board`, detail: 'No agent has started by that.' });
    },
    onError: (error) =>
      toast({
        tone: 'bad',
        title: `${card.key} stays in the archive`,
        detail: isStatus(error, 412) ? 'Somebody changed it meanwhile. Look again.' : errorMessage(error),
      }),
    onSettled: () => Promise.all([['archive'], ['card', card.id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <Button disabledReason={lock} disabled={restore.isPending} aria-label={`Restore ${card.key}`} onClick={() => restore.mutate()}>
      <ArchiveRestore aria-hidden size={14} /> Restore
    </Button>
  );
}
