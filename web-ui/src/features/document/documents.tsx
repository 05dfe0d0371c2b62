import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { documentsQuery } from '~/api/queries.ts';
import type { DocumentSummary } from '~/api/types.ts';
import { documentTypeWords } from '~/api/words.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { SimulatedTag, useSimulatedAuthor } from '~/features/agent/simulated.tsx';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Ago } from '~/ui/clock.tsx';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { DocumentState } from './document-labels.tsx';
import { DocumentReader, newerDraft } from './document-reader.tsx';

/** The project's documents; those of this card first. One opens in place, at its own address. */
export function Documents({ projectId, cardId }: { projectId: string; cardId: string }) {
  const { document: open } = useSearch({ from: '/signed-in/projects/$projectId/cards/$cardId' });
  const { live } = useWorkspace();
  const documents = useQuery({ ...documentsQuery(projectId), refetchInterval: live === 'live' ? false : 4_000 });
  const simulated = useSimulatedAuthor(cardId);
  if (open) return <DocumentReader documentId={open} cardId={cardId} />;
  if (documents.isPending) return <Skeleton lines={5} label="Loading documents" />;
  if (documents.isError && !documents.data) return <Failed error={documents.error} onRetry={() => void documents.refetch()} />;
  const all = documents.data.items;
  if (all.length === 0)
    return <Empty title="No document yet">Agents write here: the blueprint first, then requirements, research and plans.</Empty>;
  const mine = all.filter((document) => document.cardIds?.includes(cardId));
  const others = all.filter((document) => !document.cardIds?.includes(cardId));
  return (
    <div className="grid gap-5">
      {mine.length > 0 && <DocumentList title="Of this card" documents={mine} simulated={simulated} />}
      {others.length > 0 && (
        <DocumentList title={mine.length > 0 ? 'Elsewhere in the project' : 'Of the project'} documents={others} simulated={simulated} />
      )}
    </div>
  );
}

interface DocumentListProps {
  title: string;
  documents: DocumentSummary[];
  simulated: (author: string) => boolean;
}

function DocumentList({ title, documents, simulated }: DocumentListProps) {
  const nameOf = useActorName();
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-semibold text-ink-faint">{title}</h3>
      <ul aria-label={`Documents ${title.toLowerCase()}`} className="divide-y divide-line rounded-lg border border-line">
        {documents.map((document) => (
          <li key={document.id} className="relative grid grid-cols-[1fr_auto] gap-x-3 px-3 py-2 hover:bg-hover">
            <Link
              to="."
              search={(kept) => ({ ...kept, tab: 'documents' as const, document: document.id })}
              className="text-sm font-medium wrap-anywhere outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-focus"
            >
              <UserText text={document.title} />
            </Link>
            <DocumentState status={document.status} />
            <p className="text-xs text-ink-faint">
              {documentTypeWords[document.type]} · version {document.version} · <UserText text={nameOf(document.author)} />{' '}
              {simulated(document.author) && <SimulatedTag />}
              {newerDraft(document) && (
                <span className="text-wait"> · a newer draft; version {document.approvedVersion} stays in force</span>
              )}
            </p>
            <Ago at={document.updatedAt} className="text-right text-xs text-ink-faint" />
          </li>
        ))}
      </ul>
    </section>
  );
}
