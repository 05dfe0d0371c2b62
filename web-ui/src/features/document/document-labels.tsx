import { clsx } from 'clsx';
import type { DocumentStatus } from '~/api/types.ts';
import { documentStatusWords } from '~/api/words.ts';

const looks: Record<DocumentStatus, string> = {
  DRAFT: 'bg-sunken text-ink-soft',
  IN_REVIEW: 'bg-wait-soft text-wait',
  APPROVED: 'bg-good-soft text-good',
  ARCHIVED: 'bg-sunken text-ink-faint',
};

export function DocumentState({ status }: { status: DocumentStatus }) {
  return (
    <span
      className={clsx(
        'shrink-0 self-start justify-self-end rounded px-1.5 text-2xs leading-5 font-medium whitespace-nowrap',
        looks[status],
      )}
    >
      {documentStatusWords[status]}
    </span>
  );
}
