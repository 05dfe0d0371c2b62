import { clsx } from 'clsx';
import type { DocumentStatus, DocumentSummary } from '~/api/types.ts';

const types: Record<DocumentSummary['type'], string> = {
  BLUEPRINT: 'Blueprint',
  PRD: 'Product requirements',
  MVP: 'MVP scope',
  RESEARCH: 'Research',
  ARCHITECTURE: 'Architecture',
  PLAN: 'Plan',
  TEST_PLAN: 'Test plan',
  RELEASE_NOTES: 'Release notes',
  USER_GUIDE: 'User guide',
  RUNBOOK: 'Runbook',
  CUSTOM: 'Document',
};

const states: Record<DocumentStatus, { words: string; look: string }> = {
  DRAFT: { words: 'Draft', look: 'bg-sunken text-ink-soft' },
  IN_REVIEW: { words: 'In review', look: 'bg-wait-soft text-wait' },
  APPROVED: { words: 'Approved', look: 'bg-good-soft text-good' },
  ARCHIVED: { words: 'Archived', look: 'bg-sunken text-ink-faint' },
};

export const documentTypeLabel = (type: DocumentSummary['type']) => types[type] ?? type;

export function DocumentState({ status }: { status: DocumentStatus }) {
  const { words, look } = states[status];
  return <span className={clsx('justify-self-end rounded px-1.5 text-2xs leading-5 font-medium', look)}>{words}</span>;
}
