import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Board, Card, Lane } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { wantsPerson } from '~/features/agent/person-wanted.tsx';
import { RunState } from '~/features/agent/run-dot.tsx';
import { TypeMark } from '~/features/board/card-marks.tsx';
import { criterionLabel, laneNumber } from '~/features/board/lane-labels.ts';
import { Prose } from '~/ui/prose.tsx';
import { moment } from '~/ui/times.ts';
import { Comments } from './comments.tsx';
import { ReviewCard } from './review-card.tsx';

export function Overview({ card, board, lane }: { card: Card; board: Board | undefined; lane: Lane | undefined }) {
  const nameOf = useAgentName();
  const parent = board?.cards.find((candidate) => candidate.id === card.parentId);
  const children = board?.cards.filter((candidate) => candidate.parentId === card.id) ?? [];
  return (
    <div className="grid gap-6">
      {card.activeRun && (
        <div className="flex items-center gap-3 rounded-lg border border-line bg-run-soft px-3 py-2 text-sm">
          <span className="font-medium">{nameOf(card.activeRun.agentId)}</span>
          <RunState status={card.activeRun.status} />
          <div className="flex-1" />
          <Link
            to="/projects/$projectId/cards/$cardId"
            params={{ projectId: card.projectId, cardId: card.id }}
            search={(kept) => ({ ...kept, tab: wantsPerson(card.activeRun?.status ?? 'RUNNING') ? 'runs' : 'terminal' })}
            className="font-medium text-accent underline underline-offset-2"
          >
            {wantsPerson(card.activeRun.status) ? 'Decide' : 'Watch'}
          </Link>
        </div>
      )}
      <ExitCriterion card={card} lane={lane} />
      <ReviewCard card={card} />
      <Part title="Brief">
        {card.description ? (
          <Prose text={card.description} />
        ) : (
          <p className="text-sm text-ink-faint">No brief yet. Agents work from the title alone.</p>
        )}
      </Part>
      {card.acceptanceCriteria.length > 0 && (
        <Part title="Acceptance criteria">
          <ul className="grid gap-1.5">
            {card.acceptanceCriteria.map((criterion, index) => (
              <li key={index} className="flex gap-2 text-sm">
                <CircleDashed aria-hidden size={15} className="mt-0.5 shrink-0 text-ink-faint" />
                <span className="wrap-anywhere">{criterion}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {parent && (
        <Part title="Part of">
          <CardLine card={parent} projectId={card.projectId} />
        </Part>
      )}
      {children.length > 0 && (
        <Part title={`Child cards (${children.length})`}>
          <ul className="grid gap-1" aria-label="Child cards">
            {children.map((child) => (
              <li key={child.id}>
                <CardLine card={child} projectId={card.projectId} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Comments">
        <Comments cardId={card.id} />
      </Part>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 border-t border-line pt-4 text-xs text-ink-soft">
        <dt className="text-ink-faint">Created</dt>
        <dd>{moment(card.createdAt)}</dd>
        <dt className="text-ink-faint">Changed</dt>
        <dd>{moment(card.updatedAt)}</dd>
        {card.labels.length > 0 && (
          <>
            <dt className="text-ink-faint">Labels</dt>
            <dd>{card.labels.join(', ')}</dd>
          </>
        )}
        {card.estimate !== null && (
          <>
            <dt className="text-ink-faint">Estimate</dt>
            <dd>{card.estimate}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-xs font-semibold text-ink-faint">{title}</h3>
      {children}
    </section>
  );
}

function ExitCriterion({ card, lane }: { card: Card; lane: Lane | undefined }) {
  const criterion = card.exitCriterion;
  if (!criterion) return null;
  const Icon = criterion.met ? CircleCheck : CircleDashed;
  return (
    <section
      aria-label="Exit criterion"
      className={clsx(
        'grid gap-1 rounded-lg border px-3 py-2.5',
        criterion.met ? 'border-transparent bg-good-soft' : 'border-line bg-paper',
      )}
    >
      <p className={clsx('flex items-center gap-2 text-sm font-medium', criterion.met && 'text-good')}>
        <Icon aria-hidden size={16} />
        {criterion.met
          ? `Ready to leave ${lane?.name ?? 'this lane'}`
          : `To leave ${lane?.name ?? 'this lane'}: ${criterionLabel(criterion.key).toLowerCase()}`}
      </p>
      {criterion.missing.length > 0 && (
        <ul className="ml-6 list-disc text-xs text-ink-soft">
          {criterion.missing.map((missing) => (
            <li key={missing}>{missing}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function CardLine({ card, projectId }: { card: Board['cards'][number]; projectId: string }) {
  return (
    <Link
      to="/projects/$projectId/cards/$cardId"
      params={{ projectId, cardId: card.id }}
      className="flex min-h-8 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 py-1 text-sm hover:border-line-strong"
    >
      <TypeMark type={card.type} />
      <span className="font-mono text-2xs text-ink-faint">{card.key}</span>
      <span className="min-w-0 flex-1 truncate">{card.title}</span>
      <span className="font-mono text-2xs text-ink-faint" title={`Lane ${card.lane}`}>
        {laneNumber(card.lane)}
      </span>
    </Link>
  );
}
