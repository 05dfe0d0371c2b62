-- The markups of the plans that workspaces chose, from day to day; for whoever records a batch of calls of many of them.
create function plan_markups(workspaces uuid[])
    returns table (workspace uuid, starts_on date, ends_on date, markup numeric, lane_markups jsonb)
    language sql stable security definer set search_path from current
as $$ select s.workspace_id, s.starts_on, s.ends_on, p.markup, p.lane_markups
        from subscription s join plan p on p.id = s.plan_id
       where s.workspace_id = any (workspaces)
       order by s.workspace_id, s.starts_on, s.created_at $$;
revoke all on function plan_markups(uuid[]) from public;
grant execute on function plan_markups(uuid[]) to "${app_role}";
