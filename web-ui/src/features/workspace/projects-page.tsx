import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { ArrowRight, Plus } from 'lucide-react';
import { useState } from 'react';
import { answer, api } from '~/api/client.ts';
import { errorMessage, fieldErrors } from '~/api/errors.ts';
import { useIntention } from '~/api/intention.ts';
import { projectsQuery, usageQuery } from '~/api/queries.ts';
import type { Project, Tally } from '~/api/types.ts';
import { SimulatedTag, useSimulatedProviders } from '~/features/agent/simulated.tsx';
import { period } from '~/features/usage/period.ts';
import { Button } from '~/ui/button.tsx';
import { Ago } from '~/ui/clock.tsx';
import { Dialog } from '~/ui/dialog.tsx';
import { TextArea, TextField } from '~/ui/field.tsx';
import { Form } from '~/ui/form.tsx';
import { Notice } from '~/ui/notice.tsx';
import { count, money } from '~/ui/numbers.ts';
import { Empty, Failed, Skeleton } from '~/ui/states.tsx';
import { useTitle } from '~/ui/use-title.ts';
import { UserText } from '~/ui/user-text.tsx';
import { useWriteLock } from './use-write-lock.ts';
import { useWorkspace } from './workspace-context.ts';

export function ProjectsPage() {
  const { workspaceId } = useParams({ from: '/signed-in/workspaces/$workspaceId' });
  const { workspace } = useWorkspace();
  const lock = useWriteLock();
  const projects = useQuery(projectsQuery(workspaceId));
  const { from, to } = period(30, new Date());
  const usage = useQuery({ ...usageQuery(workspaceId, from, to), staleTime: 60_000 }).data?.breakdown;
  const played = useSimulatedProviders();
  const providers = Object.keys(usage?.byProvider ?? {});
  const simulated = providers.filter((provider) => played.has(provider)).length;
  const share = simulated === 0 ? undefined : simulated === providers.length ? 'all' : 'some';
  const [creating, setCreating] = useState(false);
  useTitle('Projects');
  const newProject = (
    <Button kind="primary" disabledReason={lock} onClick={() => setCreating(true)}>
      <Plus aria-hidden size={16} /> New project
    </Button>
  );
  return (
    <div className="mx-auto grid max-w-5xl gap-5 px-6 py-8 max-sm:px-4 max-sm:py-5">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <p className="text-sm text-ink-faint">
            <UserText text={workspace?.name ?? 'Workspace'} />
          </p>
          <h1 className="text-xl font-semibold tracking-tight">Projects</h1>
        </div>
        {newProject}
      </header>
      {projects.isPending ? (
        <Skeleton lines={6} label="Loading projects" />
      ) : projects.isError ? (
        <Failed error={projects.error} onRetry={() => void projects.refetch()} />
      ) : projects.data.items.length === 0 ? (
        <Empty title="No project yet" action={newProject}>
          A project has one board with eleven lanes, from vision to learning. Put a brief on a card in the first lane, and its agents start.
        </Empty>
      ) : (
        <ul className="grid gap-3 sm:grid-cols-2">
          {projects.data.items.map((project) => (
            <li key={project.id}>
              <ProjectCard project={project} usage={usage?.byProject[project.id]} simulated={share} />
            </li>
          ))}
        </ul>
      )}
      {creating && <NewProject workspaceId={workspaceId} onClose={() => setCreating(false)} />}
    </div>
  );
}

function ProjectCard({ project, usage, simulated }: { project: Project; usage: Tally | undefined; simulated: 'all' | 'some' | undefined }) {
  return (
    <Link
      to="/projects/$projectId"
      params={{ projectId: project.id }}
      className="group grid h-full grid-cols-[auto_1fr_auto] content-start items-start gap-x-3 gap-y-1 rounded-lg border border-line bg-surface p-4 shadow-card hover:border-accent"
    >
      <span className="rounded bg-accent-soft px-1.5 py-0.5 font-mono text-2xs font-semibold text-accent-strong">{project.key}</span>
      <span className="line-clamp-2 font-semibold">
        <UserText text={project.name} />
      </span>
      <ArrowRight aria-hidden size={16} className="mt-1 text-ink-faint transition-transform group-hover:translate-x-0.5" />
      {project.description && (
        <span className="col-span-3 line-clamp-2 text-sm text-ink-soft">
          <UserText text={project.description} />
        </span>
      )}
      <span className="tabular col-span-3 mt-1 flex flex-wrap justify-between gap-x-4 text-xs text-ink-faint">
        <span>
          Created <Ago at={project.createdAt} />
        </span>
        <span>
          {usage ? `${money(usage.price)} in 30 days, ${count(usage.calls)} model calls` : 'No agent has worked here in 30 days'}{' '}
          {usage && simulated && <SimulatedTag partly={simulated === 'some'} />}
        </span>
      </span>
    </Link>
  );
}

function NewProject({ workspaceId, onClose }: { workspaceId: string; onClose: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const intention = useIntention();
  const create = useMutation({
    mutationFn: (body: { name: string; key?: string; description?: string }) =>
      answer(api.POST('/api/workspaces/{workspaceId}/projects', { params: { path: { workspaceId } }, body, headers: intention(body) })),
    onSuccess: (project) => {
      void queries.invalidateQueries({ queryKey: ['workspace', workspaceId, 'projects'] });
      void navigate({ to: '/projects/$projectId', params: { projectId: project.id } });
    },
  });
  const wrong = fieldErrors(create.error);
  return (
    <Dialog title="New project" onClose={onClose}>
      <Form
        className="grid gap-4"
        onSubmit={(event) => {
          const form = new FormData(event.currentTarget);
          const key = String(form.get('key')).trim().toUpperCase();
          const description = String(form.get('description')).trim();
          create.mutate({ name: String(form.get('name')).trim(), ...(key && { key }), ...(description && { description }) });
        }}
      >
        {create.isError && Object.keys(wrong).length === 0 && (
          <Notice tone="bad" role="alert">
            {errorMessage(create.error)}
          </Notice>
        )}
        <TextField label="Name" name="name" required maxLength={120} error={wrong.name} />
        <TextField
          label="Key"
          name="key"
          maxLength={10}
          pattern="[A-Za-z][A-Za-z0-9]{1,9}"
          data-mistake="A letter, then one to nine letters or digits."
          placeholder="PAY"
          className="font-mono uppercase"
          hint="Starts the name of every card, such as PAY-12. Left empty, it is made from the name."
          error={wrong.key}
        />
        <TextArea label="Description" name="description" rows={3} maxLength={2000} error={wrong.description} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={create.isPending}>
            {create.isPending ? 'Creating…' : 'Create project'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
