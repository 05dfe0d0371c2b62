-- Where a project's branches are pushed to, with the token sealed.
create table remote (
    project_id         uuid primary key,
    workspace_id       uuid not null,
    url                text,
    token              bytea,
    open_pull_requests boolean not null default true,
    version            bigint not null default 1,
    updated_by         text not null,
    updated_at         timestamptz not null default now(),
    last_push_at       timestamptz,
    last_push_outcome  text check (last_push_outcome in ('PUSHED', 'FAILED', 'REFUSED')),
    last_push_detail   text
);

-- Branches that are to be pushed: written with the merge, gone when the remote has them. A claim is a later due time.
create table branch_push (
    project_id   uuid not null references remote,
    branch       text not null,
    title        text not null,
    body         text not null,
    revision     bigint not null default 1,
    attempts     int not null default 0,
    due_at       timestamptz not null default now(),
    primary key (project_id, branch)
);
create index branch_push_due on branch_push (due_at);

alter table remote enable row level security;
alter table branch_push enable row level security;
create policy remote_workspace on remote using (visible_workspace(workspace_id));
create policy branch_push_workspace on branch_push
    using (exists (select 1 from remote where remote.project_id = branch_push.project_id));
