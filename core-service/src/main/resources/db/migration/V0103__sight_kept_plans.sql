-- The plans of a function in this language are kept by its connection; the one before was planned anew for every transaction.
create or replace function find_workspaces() returns uuid[]
    language plpgsql stable security definer
    set search_path from current
    as $$
    declare
        person constant uuid := nullif(current_setting('app.user_id', true), '')::uuid;
        tenant constant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    begin
        if person is null then
            return array(select w.id from workspace w where w.id = tenant and w.closed_at is null);
        end if;
        -- a program with a key acts for a person within one workspace only: with both said, their common part is seen
        return array(
            select w.id from membership m join workspace w on w.id = m.workspace_id
            where m.person_id = person and w.closed_at is null and (tenant is null or w.id = tenant));
    end
    $$;

create or replace function visible_workspaces() returns setof uuid
    language sql stable
    as $$ select unnest(find_workspaces()) $$;

create or replace function begin_as(person text, tenant text) returns void
    language plpgsql
    as $$
    begin
        perform set_config('app.user_id', person, true), set_config('app.tenant_id', tenant, true);
        perform set_config('app.workspaces', find_workspaces()::text, true);
    end
    $$;
