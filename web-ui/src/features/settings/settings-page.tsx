import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { projectQuery } from '~/api/queries.ts';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { AgentList } from './agent-list.tsx';
import { LaneRules } from './lane-rules.tsx';

/** How a project works: what its lanes do, and how its agents are set. */
export function SettingsPage() {
  const { projectId } = useParams({ from: '/signed-in/projects/$projectId/settings' });
  const project = useQuery(projectQuery(projectId)).data;
  useTitle(project && `Settings of ${project.name}`);
  return (
    <div className="mx-auto grid max-w-5xl gap-8 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <h1 className="text-xl font-semibold tracking-tight">
        Settings
        {project && (
          <>
            {' '}
            of <UserText text={project.name} />
          </>
        )}
      </h1>
      <section aria-labelledby="lanes" className="grid gap-3">
        <header>
          <h2 id="lanes" className="font-semibold">
            Lanes
          </h2>
          <p className="text-sm text-ink-soft">
            What happens when a card comes in, and what must hold before it goes on. Cards that stand in a lane keep the rule they came in
            with.
          </p>
        </header>
        <LaneRules projectId={projectId} />
      </section>
      <section aria-labelledby="agents" className="grid gap-3">
        <header>
          <h2 id="agents" className="font-semibold">
            Agents
          </h2>
          <p className="text-sm text-ink-soft">
            Model, limits and additions to the instructions, for this project only. A run keeps the settings it began with.
          </p>
        </header>
        <AgentList projectId={projectId} />
      </section>
    </div>
  );
}
