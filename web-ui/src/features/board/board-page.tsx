import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { boardQuery, projectQuery } from '~/api/queries.ts';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { Failed } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { BoardView } from './board-view.tsx';

export function BoardPage() {
  const { projectId } = useParams({ from: '/signed-in/projects/$projectId' });
  const { live } = useWorkspace();
  const project = useQuery(projectQuery(projectId));
  const board = useQuery({
    ...boardQuery(project.data?.boardId ?? ''),
    enabled: project.data !== undefined,
    // Without the live connection the board is asked for again and again.
    refetchInterval: live === 'live' ? false : 4_000,
  });
  useTitle(project.data?.name);
  return (
    <div className="flex h-full min-h-0">
      {project.isError ? (
        <Failed error={project.error} onRetry={() => void project.refetch()} />
      ) : board.isError && !board.data ? (
        <Failed error={board.error} onRetry={() => void board.refetch()} />
      ) : project.data && board.data ? (
        <BoardView project={project.data} board={board.data} />
      ) : (
        <BoardSkeleton />
      )}
      {/* A card that was linked to is read at once, beside a board that is still on its way. */}
      <Outlet />
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading the board" className="flex min-w-0 flex-1 gap-3 overflow-hidden p-4 pt-16">
      {Array.from({ length: 6 }, (_, lane) => (
        <div key={lane} className="grid w-70 shrink-0 content-start gap-2">
          <div className="skeleton h-6 w-2/3" />
          {Array.from({ length: 3 - (lane % 3) }, (_card, index) => (
            <div key={index} className="skeleton h-20" />
          ))}
        </div>
      ))}
    </div>
  );
}
