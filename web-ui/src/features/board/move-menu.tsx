import { clsx } from 'clsx';
import { ArrowDown, ArrowRightLeft, ArrowUp, Lock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { canOverride } from '~/api/roles.ts';
import type { CardSummary, Lane } from '~/api/types.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button } from '~/ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '~/ui/menu.tsx';
import { UserText } from '~/ui/user-text.tsx';
import type { Place } from './arrangement.ts';
import { laneNumber, wip, wipSentence } from './lane-labels.ts';
import { gateOf, verdict } from './verdict.ts';

interface MoveMenuProps {
  card: CardSummary;
  lanes: Lane[];
  laneSize: number;
  nameOf: (agent: string) => string;
  onMove: (card: CardSummary, to: Place) => void;
  /** A closed lane was chosen by someone who may pass its gate. */
  onOverride: (card: CardSummary, to: Place) => void;
  worded?: boolean;
  disabledReason?: string | undefined;
}

/** The way to move without dragging: any lane, and up or down within one. */
export function MoveMenu(props: MoveMenuProps) {
  const { card, worded = false, disabledReason } = props;
  const [open, setOpen] = useState(false);
  const trigger = worded ? (
    <Button disabledReason={disabledReason}>
      <ArrowRightLeft aria-hidden size={15} /> <span className="max-sm:sr-only">Move to…</span>
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
      {open && <Choices {...props} />}
    </Menu>
  );
}

function Choices({ card, lanes, laneSize, nameOf, onMove, onOverride }: MoveMenuProps) {
  const mayPass = canOverride(useWorkspace().workspace?.role);
  const gate = gateOf(card);
  const next = lanes.filter((lane) => lane.number === card.lane + 1);
  const further = lanes.filter((lane) => lane.number > card.lane + 1);
  const back = lanes.filter((lane) => lane.number < card.lane);
  const choice = (lane: Lane) => (
    <LaneChoice
      key={lane.id}
      card={card}
      lane={lane}
      nameOf={nameOf}
      gated={gate !== undefined}
      mayPass={mayPass}
      onMove={onMove}
      onOverride={onOverride}
    />
  );
  return (
    <>
      {gate && next.length > 0 && (
        <div className="m-1 mb-0 grid gap-0.5 rounded-md bg-wait-soft px-2 py-1.5 text-xs text-wait">
          <p className="font-medium">{gate}.</p>
          <p>{mayPass ? 'You may still move it on, with a reason.' : 'An owner or admin may still move it on.'}</p>
        </div>
      )}
      <Group label="Next lane">{next.map(choice)}</Group>
      <Group label="Further on">{further.map(choice)}</Group>
      <Group label="Back to">{back.map(choice)}</Group>
      <MenuLine />
      <MenuItem disabled={card.position === 0} onSelect={() => onMove(card, { lane: card.lane, position: card.position - 1 })}>
        <ArrowUp aria-hidden size={14} /> Move up
      </MenuItem>
      <MenuItem disabled={card.position >= laneSize - 1} onSelect={() => onMove(card, { lane: card.lane, position: card.position + 1 })}>
        <ArrowDown aria-hidden size={14} /> Move down
      </MenuItem>
    </>
  );
}

function Group({ label, children }: { label: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      {children}
    </>
  );
}

interface LaneChoiceProps extends Pick<MoveMenuProps, 'card' | 'nameOf' | 'onMove' | 'onOverride'> {
  lane: Lane;
  gated: boolean;
  mayPass: boolean;
}

function LaneChoice({ card, lane, nameOf, gated, mayPass, onMove, onOverride }: LaneChoiceProps) {
  const will = verdict(card, lane, nameOf);
  const closed = will.kind === 'closed';
  const to = { lane: lane.number, position: lane.count };
  // Why the gate is closed stands once, above; only another reason is said here.
  const said = will.kind === 'free' || (closed && gated && lane.number > card.lane) ? undefined : will.words;
  return (
    <MenuItem disabled={closed && !mayPass} onSelect={() => (closed ? onOverride(card, to) : onMove(card, to))}>
      <span aria-hidden className="w-5 shrink-0 font-mono text-2xs text-ink-faint">
        {closed ? <Lock size={12} /> : laneNumber(lane.number)}
      </span>
      <span className="grid min-w-0 flex-1">
        <span>
          <UserText text={lane.name} />
        </span>
        {said && <span className={clsx('text-2xs', closed ? 'text-wait' : 'text-ink-faint')}>{said}</span>}
        {will.kind === 'starts' && <PriceSoFar agents={lane.onEntry} cardId={card.id} />}
        {closed && <span className="sr-only">Closed</span>}
      </span>
      <span role="img" aria-label={wipSentence(lane)} className="tabular shrink-0 text-2xs text-ink-faint">
        {wip(lane).words}
      </span>
    </MenuItem>
  );
}
