-- A new workspace, its first owner and its feed are born together.
create or replace function found_workspace(new_id uuid, new_name text, new_slug text, at timestamptz) returns void
    language sql security definer
    set search_path from current
    as $$
        insert into workspace (id, name, slug, created_at) values (new_id, new_name, new_slug, at);
        insert into membership (workspace_id, person_id, role, since) values (new_id, acting_person(), 'OWNER', at);
        insert into workspace_feed (workspace_id) values (new_id);
    $$;

-- those that were made by an instance of the release before
insert into workspace_feed (workspace_id) select id from workspace on conflict do nothing;
