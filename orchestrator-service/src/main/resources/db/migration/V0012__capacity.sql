-- How many runs of a workspace are worked on at once. Its row's lock orders claims within the workspace, so that the
-- count of those at work cannot be outrun.
create table capacity (
    workspace_id uuid primary key,
    -- none: what the settings say
    max_running  int check (max_running > 0)
);
alter table capacity enable row level security;
create policy capacity_workspace on capacity using (visible_workspace(workspace_id));

-- the next run of a workspace is the first row of its part of this index
create index run_claimable on run (workspace_id, priority desc, created_at, run_id)
    where status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at is not null;
create index run_at_work on run (workspace_id) where status in ('RUNNING', 'FINALIZING');

-- The workspaces with something to do, each found by one step into the index however much it has queued. The planner
-- believes that row security lets almost nothing through, and would rather sort all of it.
create function waiting_workspaces() returns setof uuid
    language sql stable
    set enable_seqscan = off
    set enable_bitmapscan = off
as
$$
with recursive workspace (id) as (
    (select workspace_id from run
     where status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at is not null
     order by workspace_id
     limit 1)
    union all
    select (select workspace_id from run
            where status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at is not null
              and workspace_id > workspace.id
            order by workspace_id
            limit 1)
    from workspace
    where workspace.id is not null)
select id from workspace where id is not null
$$;
