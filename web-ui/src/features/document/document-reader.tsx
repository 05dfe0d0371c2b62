import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { documentQuery, documentVersionsQuery } from '~/api/queries.ts';
import type { DocumentSummary, WorkDocument } from '~/api/types.ts';
import { documentTypeWords } from '~/api/words.ts';
import { useActorName } from '~/features/agent/actor.ts';
import { SimulatedTag, useSimulatedAuthor } from '~/features/agent/simulated.tsx';
import { Notice } from '~/ui/notice.tsx';
import { Prose } from '~/ui/prose.tsx';
import { Failed, Skeleton } from '~/ui/states.tsx';
import { moment } from '~/ui/times.ts';
import { plain } from '~/ui/unseen.ts';
import { UserText } from '~/ui/user-text.tsx';
import { DocumentJudgement } from './document-judgement.tsx';
import { DocumentState } from './document-labels.tsx';
import { OpenQuestions } from './open-questions.tsx';

export function DocumentReader({ documentId, cardId }: { documentId: string; cardId: string }) {
  const document = useQuery(documentQuery(documentId));
  return (
    <div className="grid gap-4">
      <Link
        to="."
        search={({ document: _open, ...kept }) => kept}
        className="inline-flex h-7 items-center gap-1 justify-self-start rounded-md text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden size={15} /> All documents
      </Link>
      {document.isPending ? (
        <Skeleton lines={10} label="Loading the document" />
      ) : document.isError && !document.data ? (
        <Failed error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Opened key={documentId} document={document.data} cardId={cardId} />
      )}
    </div>
  );
}

/** Whether a person approved a version, and a newer one is being written. */
export const newerDraft = (document: Pick<DocumentSummary, 'approvedVersion' | 'version'>): boolean =>
  typeof document.approvedVersion === 'number' && document.approvedVersion < document.version;

function Opened({ document, cardId }: { document: WorkDocument; cardId: string }) {
  const nameOf = useActorName();
  const simulated = useSimulatedAuthor(cardId);
  const versions = useQuery(documentVersionsQuery(document.id)).data?.items;
  const newest = versions?.find((version) => version.version === document.version);
  const approved = versions?.find((version) => version.version === document.approvedVersion);
  return (
    <article aria-label={plain(document.title)} className="grid gap-4">
      <header className="grid gap-2 rounded-lg border border-line bg-paper p-3">
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 flex-1 font-semibold wrap-anywhere">
            <UserText text={document.title} />
          </h3>
          <DocumentState status={document.status} />
        </div>
        <p className="text-xs text-ink-soft">
          {documentTypeWords[document.type]} · version {document.version}, written by{' '}
          <UserText text={nameOf(newest?.author ?? document.author)} />
          {newest && ` · ${moment(newest.createdAt)}`} {simulated(newest?.author ?? document.author) && <SimulatedTag />}
        </p>
        {approved?.approvedAt && (
          <p className="text-xs text-good">
            Version {approved.version} approved
            {approved.approvedBy && (
              <>
                {' '}
                by <UserText text={nameOf(`user:${approved.approvedBy}`).replace(/^You$/, 'you')} />
              </>
            )}{' '}
            · {moment(approved.approvedAt)}
            {approved.note && (
              <>
                {' '}
                · “<UserText text={approved.note} />”
              </>
            )}
          </p>
        )}
        {newerDraft(document) && (
          <Notice tone="wait">
            The text changed after the approval. Version {document.approvedVersion} stays in force until a newer one is approved; below
            stands version {document.version}.
          </Notice>
        )}
        {document.type === 'BLUEPRINT' && <OpenQuestions cardId={cardId} />}
        <DocumentJudgement document={document} />
      </header>
      <Prose text={document.content} />
    </article>
  );
}
