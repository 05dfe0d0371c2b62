-- A project's Git repository: what it consists of stands here, the packs themselves in the object storage. The row's
-- lock orders the moves of its references, so that several move in one commit or none does.
create table repository (
    project_id   uuid primary key,
    workspace_id uuid not null,
    created_at   timestamptz not null default now()
);

create table git_ref (
    project_id uuid not null references repository,
    name       text not null,
    object_id  text not null check (object_id ~ '^[0-9a-f]{40}$'),
    updated_at timestamptz not null default now(),
    primary key (project_id, name)
);

-- A pack is written once under a name of its own. One that was replaced by a larger one keeps its files for a while,
-- for who has begun to read it.
create table git_pack (
    project_id    uuid not null references repository,
    name          text not null,
    source        text not null,
    extensions    jsonb not null,
    object_count  bigint not null,
    delta_count   bigint not null,
    index_version int not null,
    created_at    timestamptz not null default now(),
    replaced_at   timestamptz,
    primary key (project_id, name)
);
create index git_pack_replaced on git_pack (replaced_at) where replaced_at is not null;

-- A run's own working copy: the commit it began with, and what became of its changes.
create table run_files (
    run_id         uuid primary key,
    workspace_id   uuid not null,
    project_id     uuid not null references repository,
    card_id        uuid not null,
    card_key       text not null,
    agent_id       text not null,
    base_commit    text not null,
    state          text not null default 'OPEN' check (state in ('OPEN', 'EMPTY', 'PROPOSED', 'APPLIED', 'DISCARDED')),
    commit_id      text,
    digest         text,
    files          int not null default 0,
    applied_commit text,
    approved_by    text,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now()
);

-- What a run wrote until its changes are a commit; no content stands for a deleted file.
create table staged_file (
    run_id  uuid not null references run_files,
    path    text not null,
    content bytea,
    primary key (run_id, path)
);

-- Which steps have staged already.
create table staged_step (
    run_id uuid not null references run_files,
    step   text not null,
    primary key (run_id, step)
);

alter table repository enable row level security;
alter table git_ref enable row level security;
alter table git_pack enable row level security;
alter table run_files enable row level security;
alter table staged_file enable row level security;
alter table staged_step enable row level security;
create policy repository_workspace on repository using (visible_workspace(workspace_id));
create policy git_ref_workspace on git_ref
    using (exists (select 1 from repository where repository.project_id = git_ref.project_id));
create policy git_pack_workspace on git_pack
    using (exists (select 1 from repository where repository.project_id = git_pack.project_id));
create policy run_files_workspace on run_files using (visible_workspace(workspace_id));
create policy staged_file_workspace on staged_file
    using (exists (select 1 from run_files where run_files.run_id = staged_file.run_id));
create policy staged_step_workspace on staged_step
    using (exists (select 1 from run_files where run_files.run_id = staged_step.run_id));
