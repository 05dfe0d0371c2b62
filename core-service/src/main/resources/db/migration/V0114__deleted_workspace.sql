-- A workspace that was deleted is seen by nobody; its owners may have it back for a while, then it is gone for good.
create function deleted_workspaces()
    returns table (id uuid, name text, slug text, deleted_at timestamptz)
    language sql stable security definer
    set search_path from current
    as $$
        select w.id, w.name, w.slug, w.closed_at
        from workspace w join membership m on m.workspace_id = w.id
        where m.person_id = acting_person() and m.role = 'OWNER' and w.closed_at is not null
    $$;

-- No policy shows a deleted workspace, so that none could let its owner change it.
create function restore_workspace(wanted uuid) returns boolean
    language sql volatile security definer
    set search_path from current
    as $$
        with restored as (
            update workspace w set closed_at = null, version = w.version + 1
            where w.id = wanted and w.closed_at is not null and exists (
                select from membership m
                where m.workspace_id = w.id and m.person_id = acting_person() and m.role = 'OWNER')
            returning 1)
        select exists (select from restored)
    $$;

-- Deletes one workspace whose time is over, with all that belongs to it: each table that has a workspace_id, in rounds, since
-- a row goes after those that refer to it. Which one it was; null when none is due.
create function purge_workspace(before timestamptz) returns uuid
    language plpgsql volatile security definer
    set search_path from current
    as $$
    declare
        gone    uuid;
        owned   text;
        waiting boolean := true;
        rounds  int := 0;
    begin
        select w.id into gone from workspace w
        where w.closed_at < before order by w.closed_at limit 1 for update skip locked;
        if gone is null then
            return null;
        end if;
        while waiting loop
            waiting := false;
            rounds := rounds + 1;
            if rounds > 20 then
                raise exception 'rows of workspace % are referred to from elsewhere', gone;
            end if;
            for owned in
                select c.relname
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
                where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
                order by c.oid desc
            loop
                begin
                    execute format('delete from %I where workspace_id = $1', owned) using gone;
                exception when foreign_key_violation then
                    waiting := true;
                end;
            end loop;
        end loop;
        delete from workspace w where w.id = gone;
        return gone;
    end
    $$;

revoke all on function deleted_workspaces(), restore_workspace(uuid), purge_workspace(timestamptz) from public;
grant execute on function deleted_workspaces(), restore_workspace(uuid), purge_workspace(timestamptz) to ${app_role};
