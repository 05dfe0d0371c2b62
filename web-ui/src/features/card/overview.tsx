import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Board, Card, Lane } from '~/api/types.ts';
import { midSentence, plainSentence } from '~/api/words.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { TypeMark } from '~/features/board/card-marks.tsx';
import { cardState } from '~/features/board/card-state.ts';
import { criterionLabel, laneNumber } from '~/features/board/lane-labels.ts';
import { Folded } from '~/ui/folded.tsx';
import { moment } from '~/ui/times.ts';
import { UserText } from '~/ui/user-text.tsx';
import { Attachments } from './attachments.tsx';
import { CardFacts } from './card-facts.tsx';
import { Checklist } from './checklist.tsx';
import { Comments } from './comments.tsx';
import { LinkedCards } from './linked-cards.tsx';
import { ReviewCard } from './review-card.tsx';

export function Overview({ card, board, lane }: { card: Card; board: Board | undefined; lane: Lane | undefined }) {
  const parent = board?.cards.find((candidate) => candidate.id === card.parentId);
  const children = board?.cards.filter((candidate) => candidate.parentId === card.id) ?? [];
  return (
    <div className="grid gap-6">
      <ExitCriterion card={card} lane={lane} />
      <CardFacts card={card} board={board} />
      <ReviewCard card={card} />
      <Part title="Brief">
        {card.description ? (
          <Folded text={card.description} />
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
                <span className="min-w-0 wrap-anywhere">
                  <UserText text={criterion} />
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Checklist cardId={card.id} />
      <Attachments cardId={card.id} />
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
      <LinkedCards card={card} />
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
            <dd>
              <UserText text={card.labels.join(', ')} />
            </dd>
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

/** What must hold before the card goes on, and what of it does not yet. */
function ExitCriterion({ card, lane }: { card: Card; lane: Lane | undefined }) {
  const nameOf = useAgentName();
  const criterion = card.exitCriterion;
  if (!criterion) return null;
  // While something is open on the card it is not ready, whatever the criterion alone would say.
  const open = criterion.met && !['ready', 'done'].includes(cardState(card).kind);
  const ready = criterion.met && !open;
  const Icon = ready ? CircleCheck : CircleDashed;
  const here = lane?.name ?? 'this lane';
  const said = criterionLabel(criterion.key);
  // One thing that is missing is said in the sentence itself, several beneath it.
  const todo: Todo[] = criterion.todo ?? criterion.missing.map((text) => ({ text, target: null }));
  const all = todo.map(({ text }) => plainSentence(text, nameOf));
  const missing = all.length > 1 ? todo : [];
  return (
    <section
      aria-label="Exit criterion"
      className={clsx('grid gap-1 rounded-lg border px-3 py-2.5', ready ? 'border-transparent bg-good-soft' : 'border-line bg-paper')}
    >
      <p className={clsx('flex items-start gap-2 text-sm font-medium', ready && 'text-good')}>
        <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
        <span className="min-w-0">
          {ready ? (
            <UserText text={`Ready to leave ${here}`} />
          ) : open ? (
            <UserText text={`What ${here} asks for is there; something is still open on the card`} />
          ) : (
            <UserText text={`To leave ${here}: ${all.length === 1 && all[0] ? all[0] : midSentence(said)}`} />
          )}{' '}
          {!criterion.met && todo.length === 1 && todo[0] && <WayTo todo={todo[0]} projectId={card.projectId} />}
        </span>
      </p>
      {missing.length > 0 && (
        <ul className="ml-6 list-disc text-xs text-ink-soft">
          {missing.map((what) => (
            <li key={what.text}>
              <UserText text={plainSentence(what.text, nameOf)} /> <WayTo todo={what} projectId={card.projectId} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type Todo = Pick<NonNullable<NonNullable<Card['exitCriterion']>['todo']>[number], 'text' | 'target'>;

/** To where it is done: the document, the card, the run. */
function WayTo({ todo: { target }, projectId }: { todo: Todo; projectId: string }) {
  if (!target) return null;
  const look = 'inline-flex min-h-6 items-center text-xs font-medium text-accent underline underline-offset-2';
  const { id } = target;
  switch (target.kind) {
    case 'CARD':
      return id ? (
        <Link to="/projects/$projectId/cards/$cardId" params={{ projectId, cardId: id }} className={look}>
          Open the card
        </Link>
      ) : null;
    case 'DOCUMENT':
      return (
        <Link to="." search={(kept) => ({ ...kept, tab: 'documents' as const, ...(id && { document: id }) })} className={look}>
          {id ? 'Open the document' : 'Documents'}
        </Link>
      );
    case 'RUN':
      return (
        <Link to="." search={(kept) => ({ ...kept, tab: 'runs' as const })} className={look}>
          {id ? 'See the run' : 'Runs'}
        </Link>
      );
  }
}

function CardLine({ card, projectId }: { card: Board['cards'][number]; projectId: string }) {
  return (
    <Link
      to="/projects/$projectId/cards/$cardId"
      params={{ projectId, cardId: card.id }}
      className="flex min-h-8 min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 py-1 text-sm hover:border-line-strong"
    >
      <TypeMark type={card.type} />
      <span className="shrink-0 font-mono text-2xs whitespace-nowrap text-ink-faint">{card.key}</span>
      <span className="min-w-0 flex-1 truncate">
        <UserText text={card.title} />
      </span>
      <span className="shrink-0 font-mono text-2xs text-ink-faint" title={`Lane ${card.lane}`}>
        {laneNumber(card.lane)}
      </span>
    </Link>
  );
}
