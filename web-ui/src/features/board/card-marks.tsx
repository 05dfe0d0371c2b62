import {
  Bug,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  Equal,
  FileText,
  Layers,
  type LucideIcon,
  Map as MapIcon,
  Puzzle,
  SquareCheck,
} from 'lucide-react';
import type { CardType, Priority } from '~/api/types.ts';
import { cardTypeWords, priorityWords } from '~/api/words.ts';

const types: Record<CardType, { icon: LucideIcon; colour: string }> = {
  EPIC: { icon: Layers, colour: 'var(--type-epic)' },
  FEATURE: { icon: Puzzle, colour: 'var(--type-feature)' },
  TASK: { icon: SquareCheck, colour: 'var(--type-task)' },
  BUG: { icon: Bug, colour: 'var(--type-bug)' },
  DOC: { icon: FileText, colour: 'var(--type-doc)' },
  BLUEPRINT: { icon: MapIcon, colour: 'var(--type-blueprint)' },
};

const levels: Record<Priority, { icon: LucideIcon; colour: string }> = {
  LOW: { icon: ChevronDown, colour: 'text-ink-faint' },
  MEDIUM: { icon: Equal, colour: 'text-ink-faint' },
  HIGH: { icon: ChevronUp, colour: 'text-wait' },
  CRITICAL: { icon: ChevronsUp, colour: 'text-bad' },
};

export function TypeMark({ type }: { type: CardType }) {
  const { icon: Icon, colour } = types[type];
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-2xs font-medium whitespace-nowrap" style={{ color: colour }}>
      <Icon aria-hidden size={13} />
      {cardTypeWords[type]}
    </span>
  );
}

export function PriorityMark({ priority, worded = false }: { priority: Priority; worded?: boolean }) {
  const { icon: Icon, colour } = levels[priority];
  const words = priorityWords[priority];
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 text-2xs font-medium whitespace-nowrap ${colour}`}
      title={`${words} priority`}
    >
      <Icon aria-hidden size={14} />
      <span className={worded ? '' : 'sr-only'}>{words} priority</span>
    </span>
  );
}
