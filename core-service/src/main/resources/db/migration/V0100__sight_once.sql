-- Which workspaces a transaction sees is found out once, when it begins, and not by every statement for each table.
create function begin_as(person text, tenant text) returns void
    language plpgsql
    as $$
    begin
        perform set_config('app.user_id', person, true), set_config('app.tenant_id', tenant, true);
        perform set_config('app.workspaces', array(select visible_workspaces())::text, true);
    end
    $$;

-- As visible_workspaces(), for an instance of the release before, which does not say what it found.
create function find_workspaces() returns uuid[]
    language sql stable security definer
    set search_path from current
    as $$ select array(select visible_workspaces()) $$;

-- What the transaction found when it began.
create function seen_workspaces() returns uuid[]
    language sql stable
    as $$ select coalesce(nullif(current_setting('app.workspaces', true), '')::uuid[], find_workspaces()) $$;

-- A transaction that changes who belongs where goes on with what it changed.
create function sight_changed() returns trigger
    language plpgsql security definer
    set search_path from current
    as $$
    begin
        if nullif(current_setting('app.workspaces', true), '') is not null then
            perform set_config('app.workspaces', array(select visible_workspaces())::text, true);
        end if;
        return null;
    end
    $$;

create trigger sight after insert or update or delete on membership
    for each statement execute function sight_changed();
create trigger sight after insert or update of closed_at on workspace
    for each statement execute function sight_changed();

revoke all on function begin_as(text, text), find_workspaces(), seen_workspaces(), sight_changed() from public;
grant execute on function begin_as(text, text), find_workspaces(), seen_workspaces() to ${app_role};

do $$
declare
    policed text;
begin
    for policed in
        select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
        where p.polname = 'tenant' and c.relnamespace = current_schema()::regnamespace
    loop
        execute format(
            'alter policy tenant on %I using (%I = any ((select seen_workspaces())::uuid[]))',
            policed, case policed when 'workspace' then 'id' else 'workspace_id' end);
    end loop;
end $$;
