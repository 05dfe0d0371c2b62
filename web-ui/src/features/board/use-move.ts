import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, hasCode, isStatus } from '~/api/errors.ts';
import { boardQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import type { Board, Card, CardSummary } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { toast } from '~/ui/toast.tsx';
import { moved, neighbour, type Place, samePlace } from './arrangement.ts';
import { summaryOf, withSummary } from './board-news.ts';
import { travel } from './travel.ts';

export interface Wish {
  card: CardSummary;
  to: Place;
  /** Drag leaves the card where it was let go; menu and keys show it travelling. */
  by: 'drag' | 'menu' | 'keys';
  override?: string;
}

/** A move can be taken back for ten seconds; the last one is left to the way there. */
const undoable = 9_000;

/** Moves a card at once and asks the server; what it refuses travels back and says why. */
export function useMove(boardId: string) {
  const queries = useQueryClient();
  const { feed, workspace } = useWorkspace();
  const [returned, setReturned] = useState<string>();
  const [overriding, setOverriding] = useState<Wish>();
  const key = boardQuery(boardId).queryKey;

  const change = (edit: (board: Board) => Board) => queries.setQueryData(key, (board) => board && edit(board));

  const mutation = useMutation({
    mutationFn: async (wish: Wish & { where: { beforeId?: string; afterId?: string } }) => put(wish),
    onMutate: async (wish) => {
      const letGo = feed?.hold();
      await queries.cancelQueries({ queryKey: key });
      const show = () => change((board) => moved(board, wish.card.id, wish.to));
      if (wish.by === 'menu') travel(wish.card.id, show);
      else show();
      return { letGo };
    },
    onSuccess: (card, wish) => {
      const lane = queries.getQueryData(key)?.lanes.find((candidate) => candidate.number === card.lane);
      change((board) => withSummary(board, summaryOf(card)));
      if (card.lane !== wish.card.lane)
        toast({
          tone: 'good',
          title: `${card.key} is in ${lane?.name ?? 'its new lane'}`,
          action: { label: 'Undo', run: () => undo.mutate(card) },
          lasts: undoable,
        });
      queries.setQueryData(['card', card.id], card);
    },
    onError: (error, wish) => {
      const origin = { lane: wish.card.lane, position: wish.card.position };
      travel(wish.card.id, () => change((board) => moved(board, wish.card.id, origin)));
      setReturned(wish.card.id);
      const stale = isStatus(error, 412);
      const gate = hasCode(error, 'exit-criterion-not-met') || hasCode(error, 'wip-limit-reached');
      toast({
        tone: 'bad',
        title: stale ? `${wish.card.key} was changed by someone else` : `${wish.card.key} stays where it was`,
        detail: stale ? 'The board shows its present state now.' : errorMessage(error),
        action: stale
          ? { label: 'Move again', run: () => again(wish) }
          : gate && canOverride(workspace?.role)
            ? { label: 'Move anyway…', run: () => setOverriding(wish) }
            : undefined,
      });
    },
    onSettled: (_card, error, wish, context) => {
      context?.letGo?.();
      // What was refused was judged by something that this page does not know.
      if (error) void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: ['card', wish.card.id] });
    },
  });

  const undo = useMutation({
    mutationFn: (card: Card) => answer(api.POST('/api/cards/{cardId}/move/undo', { params: { path: { cardId: card.id } } })),
    onSuccess: (card) => {
      travel(card.id, () => change((board) => withSummary(board, summaryOf(card))));
      queries.setQueryData(['card', card.id], card);
    },
    onError: (error, card) =>
      toast({
        tone: 'bad',
        title: `${card.key} stays where it is`,
        detail: errorMessage(error),
      }),
    onSettled: (_card, _error, { id }) => queries.invalidateQueries({ queryKey: ['card', id] }),
  });

  function move(wish: Wish): void {
    const board = queries.getQueryData(key);
    if (!board || samePlace(wish.card, wish.to)) return;
    setReturned(undefined);
    mutation.mutate({ ...wish, where: neighbour(board, wish.card.id, wish.to) });
  }

  function again(wish: Wish): void {
    const card = queries.getQueryData(key)?.cards.find((known) => known.id === wish.card.id);
    if (card) move({ ...wish, card });
  }

  return { move, again, returned, overriding, setOverriding };
}

/** An agent may have touched the card without moving it: then its new version is as good as the one on the screen. */
async function put(wish: Wish & { where: { beforeId?: string; afterId?: string } }) {
  try {
    return await request(wish, wish.card.version);
  } catch (error) {
    if (!isStatus(error, 412)) throw error;
    const card = await answer(api.GET('/api/cards/{cardId}', { params: { path: { cardId: wish.card.id } } }));
    if (card.lane !== wish.card.lane) throw error;
    return request(wish, card.version);
  }
}

function request(wish: Wish & { where: { beforeId?: string; afterId?: string } }, version: number) {
  return answer(
    api.PUT('/api/cards/{cardId}/move', {
      params: { path: { cardId: wish.card.id }, header: { 'If-Match': `"${version}"` } },
      body: {
        toLane: wish.to.lane,
        ...wish.where,
        ...(wish.override === undefined ? {} : { override: true, reason: wish.override }),
      },
    }),
  );
}
