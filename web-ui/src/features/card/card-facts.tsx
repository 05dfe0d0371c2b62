import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { membersQuery } from '~/api/queries.ts';
import { type Card, type CardChange, type CardStatus, type Priority, priorities } from '~/api/types.ts';
import { cardStatusWords, priorityWords } from '~/api/words.ts';
import { useMemberName } from '~/features/agent/actor.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Avatar } from '~/ui/avatar.tsx';
import { calendarDay } from '~/ui/times.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { isOverdue } from './due.ts';
import { statusesOf } from './status-words.ts';
import { useEditCard } from './use-edit-card.ts';

const quiet =
  'h-8 w-full min-w-0 rounded-md border border-transparent bg-transparent px-1.5 text-sm text-ink hover:border-line-strong focus:border-line-strong focus:bg-surface';

/** Who, until when, how far: changed where it is read. */
export function CardFacts({ card }: { card: Card }) {
  const lock = useWriteLock();
  const edit = useEditCard(card);
  const change = (what: CardChange) => edit.mutate(what);
  return (
    <section aria-label="Facts" className="grid gap-x-6 rounded-lg border border-line bg-paper px-3 py-1.5 sm:grid-cols-2">
      {lock === undefined ? <Editable card={card} busy={edit.isPending} onChange={change} /> : <ReadOnly card={card} />}
    </section>
  );
}

function Editable({ card, busy, onChange }: { card: Card; busy: boolean; onChange: (change: CardChange) => void }) {
  const { me, workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const memberName = useMemberName();
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
              <option key={status} value={status}>
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

function Fact({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[5rem_1fr] items-center gap-2">
      <label htmlFor={id} className="text-xs text-ink-faint">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
