import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { ArrowRight, CircleAlert, CircleCheck, CircleDashed, Hand, type LucideIcon, Zap } from 'lucide-react';
import { documentsQuery, linksQuery } from '~/api/queries.ts';
import { canOverride } from '~/api/roles.ts';
import type { Board, Card, Run } from '~/api/types.ts';
import { useAgentName } from '~/features/agent/agent-labels.ts';
import { PriceSoFar } from '~/features/agent/price-so-far.tsx';
import { useWriteLock } from '~/features/workspace/use-write-lock.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import type { CardTab } from '~/paths.ts';
import { Button, buttonLook } from '~/ui/button.tsx';
import { UserText } from '~/ui/user-text.tsx';
import { blockersOf } from './linked-cards.tsx';
import { type Action, type NextStep, nextStep } from './next-step.ts';

interface NextStepBarProps {
  card: Card;
  board: Board | undefined;
  runs: Run[] | undefined;
  onMove: (lane: number) => void;
  onOverride: (lane: number) => void;
  onRun: () => void;
  tab: CardTab;
}

const looks: Record<NextStep['tone'], { box: string; icon: LucideIcon }> = {
  you: { box: 'bg-wait-soft text-wait', icon: Hand },
  work: { box: 'bg-run-soft text-run', icon: Zap },
  ready: { box: 'bg-good-soft text-good', icon: CircleCheck },
  bad: { box: 'bg-bad-soft text-bad', icon: CircleAlert },
  calm: { box: 'bg-sunken text-ink', icon: CircleDashed },
};

/** What comes next at this card, above everything else, with the button for it. */
export function NextStepBar({ card, board, runs, onMove, onOverride, onRun, tab }: NextStepBarProps) {
  const { workspace } = useWorkspace();
  const nameOf = useAgentName();
  const documents = useQuery(documentsQuery(card.projectId)).data?.items;
  const links = useQuery(linksQuery(card.id)).data?.items;
  if (!board || !runs || card.archivedAt) return null;
  const step = nextStep({
    card,
    lanes: board.lanes,
    runs,
    documents: documents?.filter((document) => document.cardIds?.includes(card.id)) ?? [],
    blockers: blockersOf(card.id, links ?? []),
    mayPass: canOverride(workspace?.role),
    nameOf,
  });
  if (!step) return null;
  const { box, icon: Icon } = looks[step.tone];
  const move = step.action?.kind === 'move' ? step.action.lane : undefined;
  const starts = board.lanes.find((lane) => lane.number === move)?.onEntry ?? [];
  const button = (action: Action | undefined, primary: boolean) =>
    // whoever stands there already needs no way to it
    action &&
    !(action.kind === 'tab' && action.tab === tab) && (
      <ActionButton action={action} card={card} primary={primary} onMove={onMove} onOverride={onOverride} onRun={onRun} />
    );
  return (
    <section
      aria-label="Next step"
      className={clsx('mx-5 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg px-3 py-2 max-sm:mx-4', box)}
    >
      <div className="flex min-w-48 flex-1 items-start gap-2">
        <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
        <div className="min-w-0">
          <p className="text-sm font-semibold">
            <UserText text={step.words} />
          </p>
          {step.detail && (
            <p className="line-clamp-3 text-xs text-ink-soft" title={step.detail}>
              <UserText text={step.detail} />
            </p>
          )}
          <PriceSoFar agents={starts} cardId={card.id} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {button(step.also, false)}
        {button(step.action, true)}
      </div>
    </section>
  );
}

interface ActionButtonProps extends Pick<NextStepBarProps, 'card' | 'onMove' | 'onOverride' | 'onRun'> {
  action: Action;
  primary: boolean;
}

function ActionButton({ action, card, primary, onMove, onOverride, onRun }: ActionButtonProps) {
  const lock = useWriteLock();
  const kind = primary ? 'primary' : 'quiet';
  const words = (
    <>
      <span className="min-w-0 truncate">
        <UserText text={action.label} />
      </span>
      {primary && <ArrowRight aria-hidden size={14} className="shrink-0" />}
    </>
  );
  switch (action.kind) {
    case 'tab':
    case 'document':
      return (
        <Link
          to="/projects/$projectId/cards/$cardId"
          params={{ projectId: card.projectId, cardId: card.id }}
          search={({ document: _document, run: _run, ...kept }) => ({
            ...kept,
            ...(action.kind === 'tab' ? { tab: action.tab } : { tab: 'documents' as const, document: action.document }),
          })}
          className={buttonLook(kind, 'max-w-full')}
        >
          {words}
        </Link>
      );
    case 'card':
      return (
        <Link
          to="/projects/$projectId/cards/$cardId"
          params={{ projectId: card.projectId, cardId: action.card }}
          className={buttonLook(kind, 'max-w-full')}
        >
          {words}
        </Link>
      );
    case 'run':
    case 'move':
    case 'override':
      return (
        <Button
          kind={kind}
          className="max-w-full"
          disabledReason={lock}
          onClick={() => {
            if (action.kind === 'run') onRun();
            else if (action.kind === 'move') onMove(action.lane);
            else onOverride(action.lane);
          }}
        >
          {words}
        </Button>
      );
  }
}
