import type { Board, Card, CardSummary, Lane } from '~/api/types.ts';

/** Where a card shall stand: `position` counts the lane's other cards before it. */
export interface Place {
  lane: number;
  position: number;
}

/** The lane's cards in their order. */
export function inLane(cards: readonly CardSummary[], lane: number): CardSummary[] {
  return cards.filter((card) => card.lane === lane).sort((a, b) => a.position - b.position);
}

/** The board as it looks once the card stands at its new place. */
export function moved(board: Board, cardId: string, to: Place): Board {
  const card = board.cards.find((candidate) => candidate.id === cardId);
  const target = board.lanes.find((lane) => lane.number === to.lane);
  if (!card || !target) return board;
  const rest = board.cards.filter((candidate) => candidate.id !== cardId);
  const source = inLane(rest, card.lane).map((other, position) => ({ ...other, position }));
  const lane = inLane(rest, to.lane);
  const position = Math.max(0, Math.min(to.position, lane.length));
  lane.splice(position, 0, { ...card, lane: to.lane, laneId: target.id });
  const placed = lane.map((other, index) => ({ ...other, position: index }));
  const untouched = rest.filter((other) => other.lane !== card.lane && other.lane !== to.lane);
  const cards = [...untouched, ...(card.lane === to.lane ? [] : source), ...placed];
  const lanes = board.lanes.map((candidate) =>
    counted(candidate, Number(candidate.number === to.lane) - Number(candidate.number === card.lane), card),
  );
  return { ...board, lanes, cards };
}

/** The lane with the card come or gone; a card that is done fills no lane. */
function counted(lane: Lane, by: number, card: Pick<CardSummary, 'status'>): Lane {
  if (by === 0) return lane;
  const wip = lane.wipCount === undefined ? {} : { wipCount: Math.max(0, lane.wipCount + (card.status === 'DONE' ? 0 : by)) };
  return { ...lane, count: lane.count + by, ...wip };
}

/**
 * The wish as the server takes it: named by a neighbour, because a neighbour still means the same when someone else moved
 * a card in the meantime; a number does not.
 */
export function neighbour(board: Board, cardId: string, to: Place): { beforeId?: string; afterId?: string } {
  const others = inLane(board.cards, to.lane).filter((card) => card.id !== cardId);
  const next = others[to.position];
  if (next) return { beforeId: next.id };
  const last = others.at(-1);
  return last ? { afterId: last.id } : {};
}

export function samePlace(card: CardSummary, to: Place): boolean {
  return card.lane === to.lane && card.position === to.position;
}

/** The board with a card that was just made, at the end of its lane. */
export function withCard(board: Board, card: Card | CardSummary): Board {
  if (board.cards.some((known) => known.id === card.id)) return board;
  const { description: _text, acceptanceCriteria: _criteria, ...summary } = card as Card;
  const lanes = board.lanes.map((lane) => (lane.number === card.lane ? counted(lane, 1, card) : lane));
  return { ...board, lanes, cards: [...board.cards, summary] };
}

/** The board without a card that was archived or moved to where this person cannot see it. */
export function withoutCard(board: Board, cardId: string): Board {
  const gone = board.cards.find((known) => known.id === cardId);
  if (!gone) return board;
  const cards = board.cards
    .filter((known) => known !== gone)
    .map((known) => (known.lane === gone.lane && known.position > gone.position ? { ...known, position: known.position - 1 } : known));
  return { ...board, lanes: board.lanes.map((lane) => (lane.number === gone.lane ? counted(lane, -1, gone) : lane)), cards };
}

/** The board with what the card itself said last: tile and drawer never tell two stories. */
export function withState(board: Board, card: Card): Board {
  const known = board.cards.find((candidate) => candidate.id === card.id);
  if (!known || known.version > card.version) return board;
  const { title, labels, priority, type, status, reviewState, version } = card;
  const told: CardSummary = {
    ...known,
    title,
    labels,
    priority,
    type,
    status,
    reviewState,
    version,
    activeRun: card.activeRun ?? null,
    lastRun: card.lastRun ?? null,
    checklist: card.checklist ?? null,
    assigneeId: card.assigneeId,
    parentId: card.parentId,
    exitCriterion: card.exitCriterion && { key: card.exitCriterion.key, met: card.exitCriterion.met },
  };
  if (JSON.stringify(told) === JSON.stringify(known)) return board;
  return { ...board, cards: board.cards.map((candidate) => (candidate === known ? told : candidate)) };
}
