import { clsx } from 'clsx';
import { ArrowDown, ArrowRightLeft, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { CardSummary, Lane } from '~/api/types.ts';
import { Button } from '~/ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '~/ui/menu.tsx';
import type { Place } from './arrangement.ts';
import { laneNumber, wip } from './lane-labels.ts';
import { verdict } from './verdict.ts';

interface MoveMenuProps {
  card: CardSummary;
  lanes: Lane[];
  laneSize: number;
  nameOf: (agent: string) => string;
  onMove: (card: CardSummary, to: Place) => void;
  worded?: boolean;
  disabledReason?: string | undefined;
}

/** The way to move without dragging: any lane, and up or down within one. */
export function MoveMenu({ card, lanes, laneSize, nameOf, onMove, worded = false, disabledReason }: MoveMenuProps) {
  const [open, setOpen] = useState(false);
  const trigger = worded ? (
    <Button disabledReason={disabledReason}>
      <ArrowRightLeft aria-hidden size={15} /> Move to…
    </Button>
  ) : (
    <button
      type="button"
      aria-label={`Move ${card.key} to…`}
      title={`Move ${card.key} to…`}
      className={clsx(
        'inline-flex size-6 items-center justify-center rounded-md text-ink-faint hover:bg-hover hover:text-ink',
        !open &&
          'pointer-fine:not-focus-visible:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:group-focus-within:opacity-100',
      )}
    >
      <ArrowRightLeft aria-hidden size={14} />
    </button>
  );
  return (
    <Menu
      label={`Move ${card.key} to`}
      trigger={trigger}
      open={open}
      onOpenChange={(wanted) => setOpen(wanted && disabledReason === undefined)}
    >
      <MenuLabel>Lane</MenuLabel>
      {lanes.map((lane) => (
        <LaneChoice key={lane.id} card={card} lane={lane} nameOf={nameOf} onMove={onMove} />
      ))}
      <MenuLine />
      <MenuItem disabled={card.position === 0} onSelect={() => onMove(card, { lane: card.lane, position: card.position - 1 })}>
        <ArrowUp aria-hidden size={14} /> Move up
      </MenuItem>
      <MenuItem disabled={card.position >= laneSize - 1} onSelect={() => onMove(card, { lane: card.lane, position: card.position + 1 })}>
        <ArrowDown aria-hidden size={14} /> Move down
      </MenuItem>
    </Menu>
  );
}

function LaneChoice({ card, lane, nameOf, onMove }: Pick<MoveMenuProps, 'card' | 'nameOf' | 'onMove'> & { lane: Lane }) {
  const here = lane.number === card.lane;
  const will = verdict(card, lane, nameOf);
  return (
    <MenuItem disabled={here} onSelect={() => onMove(card, { lane: lane.number, position: lane.count })}>
      <span aria-hidden className="w-5 font-mono text-2xs text-ink-faint">
        {laneNumber(lane.number)}
      </span>
      <span className="grid flex-1">
        <span>{lane.name}</span>
        {here ? (
          <span className="text-2xs text-ink-faint">The card is here</span>
        ) : will.kind !== 'free' ? (
          <span className={clsx('text-2xs', will.kind === 'closed' ? 'text-wait' : 'text-ink-faint')}>{will.words}</span>
        ) : null}
      </span>
      <span role="img" aria-label={`${wip(lane, lane.count).words} cards`} className="tabular text-2xs text-ink-faint">
        {wip(lane, lane.count).words}
      </span>
    </MenuItem>
  );
}
