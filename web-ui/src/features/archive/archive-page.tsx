import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { archiveQuery, projectQuery } from '~/api/queries.ts';
import type { CardSummary } from '~/api/types.ts';
import { cardStatusWords } from '~/api/words.ts';
import { TypeMark } from '~/features/board/card-marks.tsx';
import { RestoreButton } from '~/features/card/archive.tsx';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';

/** The cards that were taken off the project's board. */
export function ArchivePage() {
  const { projectId } = useParams({ from: '/signed-in/projects/$projectId/archive' });
  const { q } = useSearch({ from: '/signed-in/projects/$projectId/archive' });
  const navigate = useNavigate();
  const project = useQuery(projectQuery(projectId)).data;
  const archive = useInfiniteQuery(archiveQuery(projectId, q));
  const cards = archive.data?.pages.flatMap((page) => page.items) ?? [];
  useTitle('Archive');
  return (
    <div className="mx-auto grid max-w-5xl gap-5 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <Link
            to="/projects/$projectId"
            params={{ projectId }}
            className="inline-flex min-h-6 items-center gap-1 text-sm wrap-anywhere text-ink-soft hover:text-ink"
          >
            <ArrowLeft aria-hidden size={14} className="shrink-0" /> <UserText text={project?.name ?? 'Board'} />
          </Link>
          <h1 className="text-xl font-semibold tracking-tight">Archive</h1>
        </div>
        <search className="max-w-full">
          <input
            type="search"
            aria-label="Find in the archive"
            placeholder="Find in the archive"
            defaultValue={q}
            onChange={(event) =>
              void navigate({
                to: '/projects/$projectId/archive',
                params: { projectId },
                search: event.target.value ? { q: event.target.value } : {},
                replace: true,
              })
            }
            className="h-8 w-64 max-w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm placeholder:text-ink-faint"
          />
        </search>
      </header>
      {archive.isPending ? (
        <Skeleton lines={6} label="Loading the archive" />
      ) : archive.isError && !archive.data ? (
        <Failed error={archive.error} onRetry={() => void archive.refetch()} />
      ) : cards.length === 0 ? (
        <Empty title={q ? 'No archived card is called so' : 'The archive is empty'}>
          Cards that are archived leave the board and stand here, with their documents, comments and history.
        </Empty>
      ) : (
        <>
          <ul aria-label="Archived cards" className="divide-y divide-line rounded-lg border border-line bg-surface">
            {cards.map((card) => (
              <Item key={card.id} card={card} projectId={projectId} />
            ))}
          </ul>
          {archive.hasNextPage && (
            <Button className="justify-self-center" disabled={archive.isFetchingNextPage} onClick={() => void archive.fetchNextPage()}>
              {archive.isFetchingNextPage ? 'Loading…' : 'Show more'}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Item({ card, projectId }: { card: CardSummary; projectId: string }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 max-sm:px-3">
      <div className="grid min-w-48 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <TypeMark type={card.type} />
          <span className="font-mono text-2xs text-ink-faint">{card.key}</span>
          <span className="text-2xs text-ink-faint">{cardStatusWords[card.status]}</span>
        </p>
        <Link
          to="/projects/$projectId/cards/$cardId"
          params={{ projectId, cardId: card.id }}
          className="text-sm font-medium wrap-anywhere hover:underline"
        >
          <UserText text={card.title} />
        </Link>
      </div>
      {card.archivedAt && (
        <span className="text-xs text-ink-faint">
          archived <Ago at={card.archivedAt} />
        </span>
      )}
      <RestoreButton card={card} />
    </li>
  );
}
