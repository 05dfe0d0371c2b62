import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { linksQuery } from '~/api/queries.ts';
import type { Card, CardLink, LinkedCard } from '~/api/types.ts';
import { cardStatusWords, linkWords } from '~/api/words.ts';
import { UserText } from '~/ui/user-text.tsx';

/** The cards that have to be done before agents of this one go on. */
export function blockersOf(cardId: string, links: readonly CardLink[]): LinkedCard[] {
  return links.filter(({ kind, to, from }) => kind === 'BLOCKS' && to.id === cardId && from.status !== 'DONE').map(({ from }) => from);
}

/** What this card waits for, blocks, belongs with. */
export function LinkedCards({ card }: { card: Card }) {
  const links = useQuery(linksQuery(card.id)).data?.items ?? [];
  if (links.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-semibold text-ink-faint">Linked cards</h3>
      <ul aria-label="Linked cards" className="grid gap-1">
        {links.map((link) => {
          const outward = link.from.id === card.id;
          const other = outward ? link.to : link.from;
          return (
            <li key={link.id}>
              <Link
                to="/projects/$projectId/cards/$cardId"
                params={{ projectId: card.projectId, cardId: other.id }}
                className="flex min-h-8 flex-wrap items-center gap-x-2.5 rounded-md border border-line bg-surface px-2.5 py-1 text-sm hover:border-line-strong"
              >
                <span className="shrink-0 text-xs text-ink-soft">{linkWords[link.kind][outward ? 'to' : 'from']}</span>
                <span className="shrink-0 font-mono text-2xs text-ink-faint">{other.key}</span>
                <span className="min-w-0 flex-1 truncate">
                  <UserText text={other.title} />
                </span>
                <span className="shrink-0 text-2xs text-ink-faint">{cardStatusWords[other.status]}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
