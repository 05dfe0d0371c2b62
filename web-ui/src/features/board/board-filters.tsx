import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Hand, ListFilter, Search } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { membersQuery } from '~/api/queries.ts';
import { type CardSummary, cardStatuses, cardTypes } from '~/api/types.ts';
import { cardStatusWords, cardTypeWords } from '~/api/words.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import type { BoardSearch } from '~/paths.ts';
import { Button } from '~/ui/button.tsx';
import { SelectField } from '~/ui/field.tsx';
import { plain } from '~/ui/unseen.ts';
import { labelsOf, nobody } from './filter.ts';

interface BoardFiltersProps {
  filter: BoardSearch;
  cards: readonly CardSummary[];
  hidden: number;
  /** Cards that wait for a person. */
  yours: number;
}

/** What of the board is shown; it stands in the address, so that it can be sent to others. */
export function BoardFilters({ filter, cards, hidden, yours }: BoardFiltersProps) {
  const navigate = useNavigate();
  const set = (change: { [key in keyof BoardSearch]?: BoardSearch[key] | undefined }) =>
    void navigate({ to: '.', replace: true, search: (kept: Record<string, unknown>) => ({ ...kept, ...change }) as never });
  return (
    <search className="flex min-w-0 flex-wrap items-center gap-2 @max-xl:contents">
      <div className="relative min-w-32 @max-xl:order-first @max-xl:flex-1">
        <Search aria-hidden size={14} className="absolute top-2 left-2.5 text-ink-faint" />
        <input
          type="search"
          aria-label="Filter cards"
          placeholder="Filter cards"
          value={filter.q ?? ''}
          onChange={(event) => set({ q: event.target.value || undefined })}
          className="h-8 w-44 rounded-md border border-line-strong bg-surface pr-2 pl-8 text-sm placeholder:text-ink-faint @max-xl:w-full"
        />
      </div>
      <select
        aria-label="Type of card"
        value={filter.type ?? ''}
        onChange={(event) => set({ type: cardTypes.find((type) => type === event.target.value) })}
        className="h-8 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        <option value="">All types</option>
        {cardTypes.map((type) => (
          <option key={type} value={type}>
            {cardTypeWords[type]}
          </option>
        ))}
      </select>
      <More filter={filter} cards={cards} onSet={set} />
      {(yours > 0 || filter.you) && (
        <button
          type="button"
          aria-pressed={filter.you === true}
          title="Show only cards that wait for a person"
          onClick={() => set({ you: filter.you ? undefined : true })}
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-transparent bg-wait-soft px-2.5 text-sm font-medium whitespace-nowrap text-wait hover:brightness-95 aria-pressed:border-wait"
        >
          <Hand aria-hidden size={14} /> {yours} {yours === 1 ? 'needs' : 'need'} you
        </button>
      )}
      {hidden > 0 && (
        <span role="status" className="text-xs text-ink-faint">
          {hidden} hidden
        </span>
      )}
    </search>
  );
}

interface MoreProps extends Pick<BoardFiltersProps, 'filter' | 'cards'> {
  onSet: (change: { [key in keyof BoardSearch]?: BoardSearch[key] | undefined }) => void;
}

/** By person, label and status: less often wanted, and behind one button. */
function More({ filter, cards, onSet }: MoreProps) {
  const { me, workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const used = [filter.assignee, filter.label, filter.status].filter(Boolean).length;
  const others = members.filter((member) => member.userId !== me.id);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button aria-pressed={used > 0} className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong">
          <ListFilter aria-hidden size={14} />
          {used > 0 ? `${used} more ${used === 1 ? 'filter' : 'filters'}` : 'More filters'}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="More filters"
          className="z-40 grid w-72 max-w-[calc(100vw-1rem)] gap-3 rounded-lg border border-line bg-raised p-3 text-ink shadow-float"
        >
          <Choice label="Assignee" value={filter.assignee} onChoose={(assignee) => onSet({ assignee })} all="Everybody">
            <option value={me.id}>Me</option>
            <option value={nobody}>Nobody</option>
            {others.map((member) => (
              <option key={member.userId} value={member.userId}>
                {plain(member.name)}
              </option>
            ))}
          </Choice>
          <Choice label="Label" value={filter.label} onChoose={(label) => onSet({ label })} all="All labels">
            {labelsOf(cards).map((label) => (
              <option key={label} value={label}>
                {plain(label)}
              </option>
            ))}
          </Choice>
          <Choice
            label="Status"
            value={filter.status}
            onChoose={(wanted) => onSet({ status: cardStatuses.find((status) => status === wanted) })}
            all="Every status"
          >
            {cardStatuses.map((status) => (
              <option key={status} value={status}>
                {cardStatusWords[status]}
              </option>
            ))}
          </Choice>
          {used > 0 && (
            <Button kind="quiet" onClick={() => onSet({ assignee: undefined, label: undefined, status: undefined })}>
              Show all of them
            </Button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  all: string;
  onChoose: (value: string | undefined) => void;
  children: ReactNode;
}

function Choice({ label, value, all, onChoose, children }: ChoiceProps) {
  return (
    <SelectField label={label} value={value ?? ''} onChange={(event) => onChoose(event.target.value || undefined)} className="h-8!">
      <option value="">{all}</option>
      {children}
    </SelectField>
  );
}
