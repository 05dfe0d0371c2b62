import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { membersQuery } from '~/api/queries.ts';
import type { Member } from '~/api/types.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Avatar } from '~/ui/avatar.tsx';
import { control } from '~/ui/field.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { membersLike, mentionAt } from './mention.ts';

interface CommentFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSend: () => void;
  placeholder?: string;
  rows: number;
  autoFocus?: boolean;
}

/** A text to the team. An @ offers its members; Control and Enter send. */
export function CommentField({ label, value, onChange, onSend, placeholder, rows, autoFocus = false }: CommentFieldProps) {
  const { workspace } = useWorkspace();
  const members = useQuery({ ...membersQuery(workspace?.id ?? ''), enabled: workspace !== undefined }).data?.items ?? [];
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const typing = closed ? undefined : mentionAt(value, caret);
  const offered = typing ? membersLike(members, typing.typed) : [];
  const open = offered.length > 0;
  const at = Math.min(chosen, offered.length - 1);

  const take = (member: Member) => {
    if (!typing) return;
    const before = `${value.slice(0, typing.from)}@${member.name} `;
    onChange(before + value.slice(caret));
    setCaret(before.length);
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSend();
      return;
    }
    if (!open) return;
    const member = offered[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setChosen((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && member) {
      event.preventDefault();
      take(member);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setClosed(true);
    }
  };

  return (
    <div className="relative">
      <textarea
        ref={field}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        placeholder={placeholder}
        rows={rows}
        maxLength={10_000}
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
          setClosed(false);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onBlur={() => setClosed(true)}
        className={`${control} py-1.5 text-sm`}
      />
      {open && (
        <div
          id={list}
          role="listbox"
          aria-label="Members"
          className="absolute inset-x-0 bottom-full z-20 mb-1 rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          {offered.map((member, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
            <div
              key={member.userId}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              // the field keeps the focus
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(member)}
              className={clsx('flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-sm', index === at && 'bg-hover')}
            >
              <Avatar small name={member.name} />
              <span className="min-w-0 truncate font-medium">
                <UserText text={member.name} />
              </span>
              <span className="min-w-0 flex-1 truncate text-xs text-ink-faint">
                <UserText text={member.email} />
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
