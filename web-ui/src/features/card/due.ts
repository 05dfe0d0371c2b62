import type { Card } from '~/api/types.ts';

/** Whether the day has passed and the work is not done. The day is the reader's own. */
export function isOverdue(card: Pick<Card, 'dueDate' | 'status'>, now = new Date()): boolean {
  if (!card.dueDate || card.status === 'DONE') return false;
  const two = (part: number) => String(part).padStart(2, '0');
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return card.dueDate.slice(0, 10) < today;
}
