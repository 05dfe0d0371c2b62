import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWorkspace } from '~/features/workspace/workspace-context.ts';
import { UserText } from '~/ui/user-text.tsx';
import { managesPeople } from './role-words.ts';

const tab =
  '-mb-px inline-flex h-9 items-center border-b-2 border-transparent px-2 text-sm text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink';

/** The head of the pages about the people of a workspace. */
export function PeopleHeader({ title, workspaceId, children }: { title: string; workspaceId: string; children?: ReactNode }) {
  const { workspace } = useWorkspace();
  return (
    <header className="grid gap-3">
      <div className="flex min-h-8 flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <p className="text-sm wrap-anywhere text-ink-faint">
            <UserText text={workspace?.name ?? 'Workspace'} />
          </p>
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        </div>
        {children}
      </div>
      {managesPeople(workspace?.role) && (
        <nav aria-label="People" className="flex gap-x-2 border-b border-line">
          <Link to="/workspaces/$workspaceId/members" params={{ workspaceId }} className={tab}>
            Members
          </Link>
          <Link to="/workspaces/$workspaceId/audit" params={{ workspaceId }} className={tab}>
            Audit log
          </Link>
        </nav>
      )}
    </header>
  );
}
