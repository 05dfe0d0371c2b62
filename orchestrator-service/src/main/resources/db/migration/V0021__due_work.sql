-- What execution-monitor's waker may see of this service, and nothing else: which runs are due or lost their worker,
-- and whether something else waits for an instance to be awake. A contract between the two, see docs/internal-api.md.
create view due_work as
    select run_id, workspace_id, wake_at as due_since from run
    where status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= now()
    union all
    select run_id, workspace_id, lease_until from run
    where status in ('RUNNING', 'FINALIZING') and lease_until < now()
    union all
    select null, null, min(created_at) from outbox having count(*) > 0
    union all
    select null, null, min(look_at) from lane_visit
    where state = 'ACTIVE' and look_at <= now() having count(*) > 0;

-- the roles of all services are made before any of them migrates; where one runs alone there is no waker
do $$
begin
    if exists (select 1 from pg_roles where rolname = 'monitor_app') then
        execute 'grant usage on schema ${flyway:defaultSchema} to monitor_app';
        execute 'grant select on due_work to monitor_app';
    end if;
end $$;
