import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { checklistQuery } from '~/api/queries.ts';
import type { ChecklistItem, ChecklistItemChange } from '~/api/types.ts';
import { useMemberName } from '~/features/agent/actor.ts';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { IconButton } from '~/ui/button.tsx';
import { control } from '~/ui/field.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { toast } from '~/ui/toast.tsx';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';

/** Small steps of the card, ticked off one by one. */
export function Checklist({ cardId }: { cardId: string }) {
  const lock = useWriteLock();
  const list = useQuery(checklistQuery(cardId));
  if (list.isPending) return <Skeleton lines={2} label="Loading the checklist" />;
  if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  const { items, done, total } = list.data;
  if (total === 0 && lock !== undefined) return null;
  return (
    <section className="grid gap-2">
      <h3 className="flex items-baseline gap-2 text-xs font-semibold text-ink-faint">
        Checklist
        {total > 0 && (
          <span className="tabular font-normal">
            {done} of {total} done
          </span>
        )}
      </h3>
      {total > 0 && (
        <>
          <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
            <div className="h-full rounded-full bg-good transition-[width]" style={{ width: `${(100 * done) / total}%` }} />
          </div>
          <ol aria-label="Checklist" className="grid">
            {items.map((item, index) => (
              <Item key={item.id} cardId={cardId} item={item} first={index === 0} last={index === items.length - 1} writable={!lock} />
            ))}
          </ol>
        </>
      )}
      {!lock && <NewItem cardId={cardId} total={total} />}
    </section>
  );
}

interface ItemProps {
  cardId: string;
  item: ChecklistItem;
  first: boolean;
  last: boolean;
  writable: boolean;
}

function Item({ cardId, item, first, last, writable }: ItemProps) {
  const memberName = useMemberName();
  const [renaming, setRenaming] = useState(false);
  const { change, remove } = useItem(cardId, item);
  const [ticked, setTicked] = useState<boolean>();
  const done = ticked ?? item.done;
  const busy = change.isPending || remove.isPending;
  const told = plain(item.text);
  return (
    <li className="group flex items-start gap-2 rounded-md px-1 py-0.5 hover:bg-hover">
      <input
        type="checkbox"
        aria-label={told}
        title={item.done && item.doneBy && item.doneAt ? `Done by ${plain(memberName(item.doneBy))}, ${moment(item.doneAt)}` : undefined}
        checked={done}
        disabled={!writable}
        onChange={(event) => {
          // a tick is seen at once, and stands until the server has said what is true
          setTicked(event.target.checked);
          change.mutate({ done: event.target.checked }, { onSettled: () => setTicked(undefined) });
        }}
        className="mt-1.5 size-4 shrink-0 accent-accent"
      />
      {renaming ? (
        <input
          aria-label={`Text of ${told}`}
          defaultValue={item.text}
          maxLength={500}
          autoFocus
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') {
              event.stopPropagation();
              event.currentTarget.value = item.text;
              event.currentTarget.blur();
            }
          }}
          onBlur={(event) => {
            const text = event.target.value.trim();
            setRenaming(false);
            if (text && text !== item.text) change.mutate({ text });
          }}
          className={clsx(control, 'h-7 text-sm')}
        />
      ) : writable ? (
        <button
          type="button"
          title="Change the text"
          onClick={() => setRenaming(true)}
          className={clsx('min-h-7 min-w-0 flex-1 text-left text-sm wrap-anywhere', done && 'text-ink-faint line-through')}
        >
          <UserText text={item.text} />
        </button>
      ) : (
        <span className={clsx('min-h-7 min-w-0 flex-1 text-sm wrap-anywhere', done && 'text-ink-faint line-through')}>
          <UserText text={item.text} />
        </span>
      )}
      {writable && !renaming && (
        <span className="flex shrink-0 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100">
          {!first && (
            <IconButton label={`Move up: ${told}`} disabled={busy} onClick={() => change.mutate({ position: item.position - 1 })}>
              <ArrowUp aria-hidden size={14} />
            </IconButton>
          )}
          {!last && (
            <IconButton label={`Move down: ${told}`} disabled={busy} onClick={() => change.mutate({ position: item.position + 1 })}>
              <ArrowDown aria-hidden size={14} />
            </IconButton>
          )}
          <IconButton label={`Remove: ${told}`} disabled={busy} onClick={() => remove.mutate()}>
            <Trash2 aria-hidden size={14} />
          </IconButton>
        </span>
      )}
    </li>
  );
}

function useItem(cardId: string, item: ChecklistItem) {
  const queries = useQueryClient();
  const refused = (error: unknown) => toast({ tone: 'bad', title: 'The checklist stays as it was', detail: errorMessage(error) });
  const settled = () => queries.invalidateQueries({ queryKey: ['card', cardId] });
  const path = { params: { path: { cardId, itemId: item.id } } };
  const change = useMutation({
    mutationFn: (body: ChecklistItemChange) => answer(api.PATCH('/api/cards/{cardId}/checklist/{itemId}', { ...path, body })),
    onError: refused,
    onSettled: settled,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/cards/{cardId}/checklist/{itemId}', path)),
    onError: refused,
    onSettled: settled,
  });
  return { change, remove };
}

const most = 100;

function NewItem({ cardId, total }: { cardId: string; total: number }) {
  const queries = useQueryClient();
  const intention = useIntention();
  const field = useRef<HTMLInputElement>(null);
  const add = useMutation({
    mutationFn: (text: string) =>
      answer(
        api.POST('/api/cards/{cardId}/checklist', {
          params: { path: { cardId } },
          body: { text },
          headers: intention({ cardId, text, after: total }),
        }),
      ),
    onSuccess: () => {
      if (field.current) field.current.value = '';
      return queries.invalidateQueries({ queryKey: ['card', cardId] });
    },
    onError: (error) => toast({ tone: 'bad', title: 'The item was not added', detail: errorMessage(error) }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value.trim();
        if (text && !add.isPending) add.mutate(text);
      }}
    >
      <input
        ref={field}
        aria-label="New item of the checklist"
        placeholder={total >= most ? `A checklist holds ${most} items` : 'Add an item, then Enter'}
        disabled={total >= most}
        maxLength={500}
        className={clsx(control, 'h-8 text-sm')}
      />
    </form>
  );
}
