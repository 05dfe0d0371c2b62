import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { clsx } from 'clsx';
import { Flag, Plus, Zap } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CardSummary, Lane } from '~/api/types.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { IconButton } from '~/ui/button.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { LaneCards } from './lane-cards.tsx';
import { criterionLabel, laneNumber, startsBriefly, startsLabel, wip, wipSentence } from './lane-labels.ts';
import { QuickAdd } from './quick-add.tsx';
import type { Verdict } from './verdict.ts';

interface LaneColumnProps {
  lane: Lane;
  cards: CardSummary[];
  /** All cards of the lane, those that the filter hides among them. */
  total: number;
  projectId: string;
  boardId: string;
  writable: boolean;
  /** While a card is in the hand: what dropping it here would do. */
  hovering: Verdict | undefined;
  nameOf: (agent: string) => string;
  onNewCard: (lane: number) => void;
  tile: (card: CardSummary) => ReactNode;
}

export function LaneColumn(props: LaneColumnProps) {
  const { lane, cards, total, writable, hovering, nameOf, tile } = props;
  const column = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const heading = useId();
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!column.current || !list.current) return;
    return combine(
      dropTargetForElements({
        element: column.current,
        canDrop: ({ source }) => source.data.kind === 'card',
        getData: () => ({ kind: 'lane', lane: lane.number }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
      autoScrollForElements({ element: list.current, canScroll: ({ source }) => source.data.kind === 'card' }),
    );
  }, [lane.number]);

  const hidden = total - cards.length;
  const busy = cards.some((card) => card.activeRun);
  return (
    <section
      ref={column}
      aria-labelledby={heading}
      data-lane={lane.number}
      className="flex h-full w-70 shrink-0 snap-start flex-col max-sm:w-[86vw]"
    >
      <Station number={lane.number} busy={busy} />
      <header className="grid gap-1 px-2 pt-2 pb-2">
        <div className="flex items-center gap-2">
          <h2 id={heading} className="min-w-0 flex-1 truncate text-sm font-semibold" title={plain(lane.name)}>
            <UserText text={lane.name} />
          </h2>
          <Count lane={lane} shown={hidden > 0 ? cards.length : undefined} />
          {writable && (
            <IconButton label={`New card in ${lane.name}`} className="size-6! shrink-0" onClick={() => props.onNewCard(lane.number)}>
              <Plus aria-hidden size={15} />
            </IconButton>
          )}
        </div>
        <p className="flex min-h-4 items-start gap-1.5 text-2xs text-ink-soft">
          <Zap aria-hidden size={12} className="mt-0.5 shrink-0 text-ink-faint" />
          <span className="line-clamp-1" title={startsLabel(lane, nameOf)}>
            <span className="sr-only">{startsLabel(lane, nameOf)}</span>
            <span aria-hidden>{startsBriefly(lane, nameOf)}</span>
          </span>
        </p>
        <p className="flex min-h-4 items-start gap-1.5 text-2xs text-ink-soft">
          <Flag aria-hidden size={12} className="mt-0.5 shrink-0 text-ink-faint" />
          <span className="line-clamp-1" title={lane.exitCriterion ? criterionLabel(lane.exitCriterion) : 'The last station'}>
            <span className="sr-only">To leave: </span>
            {lane.exitCriterion ? criterionLabel(lane.exitCriterion) : 'The last station: cards end here'}
          </span>
        </p>
      </header>
      <div
        ref={list}
        data-cards
        className={clsx(
          'relative flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto rounded-xl border border-transparent bg-sunken p-2 transition-colors',
          hovering?.kind === 'closed' && 'border-dashed border-line-strong',
          hovering?.kind === 'starts' && 'border-accent/40',
          over && hovering?.kind !== 'closed' && 'border-accent! bg-accent-soft!',
          over && hovering?.kind === 'closed' && 'border-wait! bg-wait-soft!',
        )}
      >
        {hovering && hovering.kind !== 'free' && (
          <div
            className={clsx(
              'sticky top-0 z-10 rounded-md px-2 py-1 text-2xs font-medium shadow-card',
              hovering.kind === 'closed' ? 'bg-wait-soft text-wait' : 'bg-accent-soft text-accent-strong',
            )}
          >
            <p>{hovering.words}</p>
            {over && hovering.kind === 'starts' && <PriceSoFar agents={lane.onEntry} />}
          </div>
        )}
        <LaneCards cards={cards} scroller={list} total={total} tile={tile} label={`Cards in ${plain(lane.name)}`} />
        {cards.length === 0 && !hovering && (
          <p className="px-2 py-6 text-center text-2xs text-ink-faint">
            {hidden > 0
              ? `The filter hides ${hidden === 1 ? 'one card' : `${hidden} cards`}.`
              : lane.onEntry.length > 0
                ? `When a card arrives here, ${lane.onEntry.map(nameOf).join(', then ')} ${lane.onEntry.length > 1 ? 'start' : 'starts'} to work on it.`
                : 'No card here. Nothing starts by itself in this lane.'}
          </p>
        )}
        {writable && <QuickAdd lane={lane} projectId={props.projectId} boardId={props.boardId} nameOf={nameOf} />}
      </div>
    </section>
  );
}

/** The lane's stop on the line that runs through the whole board; filled while an agent works there. */
function Station({ number, busy }: { number: number; busy: boolean }) {
  return (
    <div className="relative flex h-6 items-center px-2" title={busy ? 'An agent is at work here' : undefined}>
      <span
        aria-hidden
        className={clsx(
          'absolute h-px bg-line-strong/60',
          number === 0 ? 'left-4' : '-left-3',
          number === 10 ? 'right-[calc(100%-2rem)]' : 'right-0',
        )}
      />
      <span
        aria-hidden
        className={clsx(
          'relative inline-flex h-6 min-w-6 items-center justify-center rounded-full border font-mono text-2xs font-semibold',
          busy ? 'border-accent bg-accent text-on-accent' : 'border-line-strong/60 bg-paper text-ink-soft',
        )}
      >
        {laneNumber(number)}
      </span>
    </div>
  );
}

function Count({ lane, shown }: { lane: Lane; shown: number | undefined }) {
  const { words, state } = wip(lane);
  if (shown !== undefined)
    return (
      <span
        role="img"
        aria-label={`${shown} of ${lane.count} cards shown`}
        title={`The filter shows ${shown} of ${lane.count} cards`}
        className="tabular shrink-0 rounded bg-accent-soft px-1.5 text-2xs font-semibold text-accent-strong"
      >
        {shown} of {lane.count}
      </span>
    );
  const said = wipSentence(lane);
  return (
    <span
      role="img"
      aria-label={said}
      title={said}
      className={clsx(
        'tabular shrink-0 rounded px-1.5 text-2xs font-semibold',
        state === 'free' && 'bg-sunken text-ink-soft',
        state === 'full' && 'bg-wait-soft text-wait',
        state === 'over' && 'bg-bad-soft text-bad',
      )}
    >
      {words}
    </span>
  );
}
