import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import { membersQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import { type Board, type Card, type CardChange, type CardStatus, type Priority, priorities } from '~/api/types.ts';
import { cardStatusWords, priorityWords } from '~/api/words.ts';
import { useMemberName } from '~/features/agent/actor.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Avatar } from '~/ui/avatar.tsx';
import { calendarDay } from '~/ui/times.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { DoneDialog } from './done-dialog.tsx';
import { isOverdue } from './due.ts';
import { possibleParents } from './parents.ts';
import { finishNeedsReason, statusesOf } from './status-words.ts';
import { useEditCard } from './use-edit-card.ts';

const quiet =
  'h-8 w-full min-w-0 rounded-md border border-transparent bg-transparent px-1.5 text-sm text-ink hover:border-line-strong focus:border-line-strong focus:bg-surface';

/** Who, until when, how far: changed where it is read. */
export function CardFacts({ card, board }: { card: Card; board: Board | undefined }) {
  const lock = useWriteLock();
  const writable = lock === undefined && !card.archivedAt;
  const edit = useEditCard(card);
  const { workspace } = useWorkspace();
  const [finishing, setFinishing] = useState(false);
  const change = (what: CardChange) => {
    if (what.status === 'DONE' && finishNeedsReason(card)) setFinishing(true);
    else edit.mutate(what);
  };
  return (
    <section aria-label="Facts" className="grid gap-x-6 rounded-lg border border-line bg-paper px-3 py-1.5 sm:grid-cols-2">
      {writable ? (
        <Editable card={card} board={board} mayFinish={canOverride(workspace?.role)} busy={edit.isPending} onChange={change} />
      ) : (
        <ReadOnly card={card} />
      )}
      {finishing && (
        <DoneDialog
          card={card}
          onDone={(reason) => {
            setFinishing(false);
            edit.mutate({ status: 'DONE', reason });
          }}
          onClose={() => setFinishing(false)}
        />
      )}
    </section>
  );
}

interface EditableProps {
  card: Card;
  board: Board | undefined;
  /** Whether this person may call larger work done. */
  mayFinish: boolean;
  busy: boolean;
  onChange: (change: CardChange) => void;
}

function Editable({ card, board, mayFinish, busy, onChange }: EditableProps) {
  const { me, workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const memberName = useMemberName();
  const parents = possibleParents(card, board?.cards ?? []);
  const left = card.assigneeId && !members.some((member) => member.userId === card.assigneeId);
  return (
    <>
      <Fact label="Status">
        {(id) => (
          <select
            id={id}
            value={card.status}
            disabled={busy}
            onChange={(event) => onChange({ status: event.target.value as CardStatus })}
            className={quiet}
          >
            {statusesOf(card).map((status) => (
              <option key={status} value={status} disabled={status === 'DONE' && !mayFinish && finishNeedsReason(card)}>
                {cardStatusWords[status]}
              </option>
            ))}
          </select>
        )}
      </Fact>
      <Fact label="Assignee">
        {(id) => (
          <span className="flex min-w-0 items-center">
            {card.assigneeId && <Avatar small name={memberName(card.assigneeId)} />}
            <select
              id={id}
              value={card.assigneeId ?? ''}
              disabled={busy}
              onChange={(event) => onChange({ assigneeId: event.target.value || null })}
              className={clsx(quiet, !card.assigneeId && 'text-ink-faint!')}
            >
              <option value="">Nobody</option>
              {left && <option value={card.assigneeId ?? ''}>{plain(memberName(card.assigneeId ?? ''))}</option>}
              {members.map((member) => (
                <option key={member.userId} value={member.userId}>
                  {plain(member.name)}
                  {member.userId === me.id ? ' (you)' : ''}
                </option>
              ))}
            </select>
          </span>
        )}
      </Fact>
      <Fact label="Due date">
        {(id) => (
          <input
            id={id}
            key={card.dueDate}
            type="date"
            defaultValue={card.dueDate?.slice(0, 10) ?? ''}
            disabled={busy}
            aria-describedby={isOverdue(card) ? `${id}-late` : undefined}
            // a date is typed piece by piece: it counts once the field is left
            onBlur={(event) => {
              const said = event.target.value;
              if (said !== (card.dueDate?.slice(0, 10) ?? '')) onChange({ dueDate: said || null });
            }}
            className={clsx(quiet, !card.dueDate && 'text-ink-faint!', isOverdue(card) && 'font-medium text-bad!')}
          />
        )}
      </Fact>
      <Fact label="Priority">
        {(id) => (
          <select
            id={id}
            value={card.priority}
            disabled={busy}
            onChange={(event) => onChange({ priority: event.target.value as Priority })}
            className={quiet}
          >
            {priorities.map((priority) => (
              <option key={priority} value={priority}>
                {priorityWords[priority]}
              </option>
            ))}
          </select>
        )}
      </Fact>
      {(parents.length > 0 || card.parentId) && (
        <Fact label="Part of" wide>
          {(id) => (
            <select
              id={id}
              value={card.parentId ?? ''}
              disabled={busy}
              onChange={(event) => onChange({ parentId: event.target.value || null })}
              className={clsx(quiet, !card.parentId && 'text-ink-faint!')}
            >
              <option value="">No other card</option>
              {card.parentId && !parents.some(({ id: other }) => other === card.parentId) && (
                <option value={card.parentId}>A card that is not on the board</option>
              )}
              {parents.map((parent) => (
                <option key={parent.id} value={parent.id}>
                  {parent.key} {plain(parent.title)}
                </option>
              ))}
            </select>
          )}
        </Fact>
      )}
    </>
  );
}

function ReadOnly({ card }: { card: Card }) {
  const memberName = useMemberName();
  const said = (words: ReactNode) => () => <span className="flex h-8 min-w-0 items-center gap-1.5 px-1.5 text-sm">{words}</span>;
  return (
    <>
      <Fact label="Status">{said(cardStatusWords[card.status])}</Fact>
      <Fact label="Assignee">
        {said(
          card.assigneeId ? (
            <>
              <Avatar small name={memberName(card.assigneeId)} />
              <span className="min-w-0 truncate">
                <UserText text={memberName(card.assigneeId)} />
              </span>
            </>
          ) : (
            'Nobody'
          ),
        )}
      </Fact>
      <Fact label="Due date">
        {said(card.dueDate ? <span className={isOverdue(card) ? 'text-bad' : undefined}>{calendarDay(card.dueDate)}</span> : 'None')}
      </Fact>
      <Fact label="Priority">{said(priorityWords[card.priority])}</Fact>
    </>
  );
}

function Fact({ label, wide = false, children }: { label: string; wide?: boolean; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={clsx('grid grid-cols-[5rem_1fr] items-center gap-2', wide && 'sm:col-span-2')}>
      <label htmlFor={id} className="text-xs text-ink-faint">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
