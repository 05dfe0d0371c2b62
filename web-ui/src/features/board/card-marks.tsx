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

const types: Record<CardType, { icon: LucideIcon; words: string; colour: string }> = {
  EPIC: { icon: Layers, words: 'Epic', colour: 'var(--type-epic)' },
  FEATURE: { icon: Puzzle, words: 'Feature', colour: 'var(--type-feature)' },
  TASK: { icon: SquareCheck, words: 'Task', colour: 'var(--type-task)' },
  BUG: { icon: Bug, words: 'Bug', colour: 'var(--type-bug)' },
  DOC: { icon: FileText, words: 'Doc', colour: 'var(--type-doc)' },
  BLUEPRINT: { icon: MapIcon, words: 'Blueprint', colour: 'var(--type-blueprint)' },
};

const levels: Record<Priority, { icon: LucideIcon; words: string; colour: string }> = {
  LOW: { icon: ChevronDown, words: 'Low', colour: 'text-ink-faint' },
  MEDIUM: { icon: Equal, words: 'Medium', colour: 'text-ink-faint' },
  HIGH: { icon: ChevronUp, words: 'High', colour: 'text-wait' },
  CRITICAL: { icon: ChevronsUp, words: 'Critical', colour: 'text-bad' },
};

export const typeLabels = (type: CardType) => types[type].words;
export const priorityLabels = (priority: Priority) => levels[priority].words;

export function TypeMark({ type }: { type: CardType }) {
  const { icon: Icon, words, colour } = types[type];
  return (
    <span className="inline-flex items-center gap-1 text-2xs font-medium" style={{ color: colour }}>
      <Icon aria-hidden size={13} />
      {words}
    </span>
  );
}

export function PriorityMark({ priority, worded = false }: { priority: Priority; worded?: boolean }) {
  const { icon: Icon, words, colour } = levels[priority];
  return (
    <span className={`inline-flex items-center gap-1 text-2xs font-medium ${colour}`} title={`${words} priority`}>
      <Icon aria-hidden size={14} />
      <span className={worded ? '' : 'sr-only'}>{words} priority</span>
    </span>
  );
}
