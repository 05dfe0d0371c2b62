import type { CardStatus, CardType } from './api/types.ts';

/** Addresses that are not typed by the router itself; every other link names its route and is checked by the compiler. */
export const paths = {
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
};

export const cardTabs = ['overview', 'documents', 'runs', 'terminal', 'history'] as const;
export type CardTab = (typeof cardTabs)[number];

/** What the address of a page may say behind the question mark. */
export interface SignInSearch {
  next?: string;
}

export interface RegisterSearch extends SignInSearch {
  email?: string;
}

export interface AuditSearch {
  actor?: string;
  /** As the audit log names it. */
  action?: string;
}

export interface BoardSearch {
  q?: string;
  type?: CardType;
  status?: CardStatus;
  /** A person's id, or `nobody`. */
  assignee?: string;
  label?: string;
  /** Only cards that wait for a person. */
  you?: true;
}

/** Of an address of the board or a card, what the board shows. */
export const boardSearch = ({ q, type, status, assignee, label, you }: BoardSearch): BoardSearch => ({
  ...(q && { q }),
  ...(type && { type }),
  ...(status && { status }),
  ...(assignee && { assignee }),
  ...(label && { label }),
  ...(you && { you }),
});

export interface CardSearch {
  tab?: CardTab;
  document?: string;
  run?: string;
}
