import { useQuery } from '@tanstack/react-query';
import { Archive, ArrowRightLeft, CircleDot, Flag, Tag, User, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { errorMessage } from '~/api/errors.ts';
import { membersQuery } from '~/api/queries.ts';
import { cardStatuses, type Lane, priorities } from '~/api/types.ts';
import { cardStatusWords, priorityWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Button, IconButton } from '~/ui/button.tsx';
import { Menu, MenuItem } from '~/ui/menu.tsx';
import { toast } from '~/ui/toast.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { BulkArchiveDialog, BulkLabelsDialog, BulkMoveDialog } from './bulk-dialogs.tsx';
import { laneNumber } from './lane-labels.ts';
import { type BulkWish, type Refused, useBulkChange } from './use-bulk-change.ts';
import type { Selection } from './use-selection.ts';

const most = 200;

interface BulkBarProps {
  boardId: string;
  lanes: Lane[];
  selection: Selection;
  nameOf: (agent: string) => string;
}

/** What can be done with the chosen cards, all at once. */
export function BulkBar({ boardId, lanes, selection, nameOf }: BulkBarProps) {
  const { me, workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const bulk = useBulkChange(boardId);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [asking, setAsking] = useState<{ move: Lane } | 'labels' | 'archive'>();
  const { cards } = selection;
  const count = cards.length;
  const off = count === 0 ? 'Choose cards first.' : count > most ? `At most ${most} cards at once.` : undefined;

  const change = (wish: BulkWish) => {
    setAsking(undefined);
    bulk.mutate(
      { cards, wish },
      {
        onSuccess: (outcome) => {
          setRefused(outcome.refused);
          selection.keep(outcome.refused.map(({ id }) => id));
          if (outcome.changed > 0) toast({ tone: 'good', title: `${cardsOf(outcome.changed)} changed` });
          if (outcome.refused.length === 0) selection.end();
        },
        onError: (error) => toast({ tone: 'bad', title: 'Nothing was changed', detail: errorMessage(error) }),
      },
    );
  };
  const enter = (lane: Lane) => (lane.onEntry.length > 0 ? setAsking({ move: lane }) : change({ toLane: lane.number }));

  return (
    <section
      aria-label="Chosen cards"
      className="mx-4 mb-3 grid gap-2 rounded-lg border border-accent bg-raised p-2 shadow-float max-sm:mx-3"
    >
      {refused.length > 0 && (
        <div role="alert" className="rounded-md bg-wait-soft px-3 py-2 text-sm text-wait">
          <p className="font-medium">
            {refused.length === 1 ? 'One card stays as it was' : `${refused.length} cards stay as they were`}; still chosen.
          </p>
          <ul className="mt-1 grid max-h-32 gap-0.5 overflow-y-auto text-xs">
            {refused.map(({ id, key, why }) => (
              <li key={id}>
                <span className="font-mono">{key}</span> <UserText text={why} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="px-1 text-sm font-medium">
          {count === 0 ? 'Press the cards to choose' : `${cardsOf(count)} chosen`}
        </p>
        <div className="flex-1" />
        <Choice label="Move" icon={<ArrowRightLeft aria-hidden size={14} />} off={off} busy={bulk.isPending}>
          {lanes.map((lane) => (
            <MenuItem key={lane.id} onSelect={() => enter(lane)}>
              <span aria-hidden className="w-5 font-mono text-2xs text-ink-faint">
                {laneNumber(lane.number)}
              </span>
              <UserText text={lane.name} />
            </MenuItem>
          ))}
        </Choice>
        <Choice label="Assign" icon={<User aria-hidden size={14} />} off={off} busy={bulk.isPending}>
          <MenuItem onSelect={() => change({ assigneeId: null })}>Nobody</MenuItem>
          {members.map((member) => (
            <MenuItem key={member.userId} onSelect={() => change({ assigneeId: member.userId })}>
              <UserText text={member.name} />
              {member.userId === me.id && ' (you)'}
            </MenuItem>
          ))}
        </Choice>
        <Choice label="Status" icon={<CircleDot aria-hidden size={14} />} off={off} busy={bulk.isPending}>
          {cardStatuses.map((status) => (
            <MenuItem key={status} onSelect={() => change({ status })}>
              {cardStatusWords[status]}
            </MenuItem>
          ))}
        </Choice>
        <Choice label="Priority" icon={<Flag aria-hidden size={14} />} off={off} busy={bulk.isPending}>
          {priorities.map((priority) => (
            <MenuItem key={priority} onSelect={() => change({ priority })}>
              {priorityWords[priority]}
            </MenuItem>
          ))}
        </Choice>
        <Button disabledReason={off} disabled={bulk.isPending} onClick={() => setAsking('labels')}>
          <Tag aria-hidden size={14} /> Labels
        </Button>
        <Button kind="danger" disabledReason={off} disabled={bulk.isPending} onClick={() => setAsking('archive')}>
          <Archive aria-hidden size={14} /> Archive
        </Button>
        <IconButton label="Stop choosing cards" onClick={selection.end}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      {typeof asking === 'object' && (
        <BulkMoveDialog
          count={count}
          lane={asking.move}
          nameOf={nameOf}
          onMove={() => change({ toLane: asking.move.number })}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'labels' && <BulkLabelsDialog cards={cards} onChange={change} onClose={() => setAsking(undefined)} />}
      {asking === 'archive' && (
        <BulkArchiveDialog cards={cards} onArchive={() => change({ archive: true })} onClose={() => setAsking(undefined)} />
      )}
    </section>
  );
}

export const cardsOf = (count: number) => (count === 1 ? '1 card' : `${count} cards`);

interface ChoiceProps {
  label: string;
  icon: ReactNode;
  off: string | undefined;
  busy: boolean;
  children: ReactNode;
}

function Choice({ label, icon, off, busy, children }: ChoiceProps) {
  const [open, setOpen] = useState(false);
  return (
    <Menu
      label={label}
      open={open}
      onOpenChange={(wanted) => setOpen(wanted && off === undefined && !busy)}
      trigger={
        <Button disabledReason={off} disabled={busy}>
          {icon} {label}
        </Button>
      }
    >
      {children}
    </Menu>
  );
}
