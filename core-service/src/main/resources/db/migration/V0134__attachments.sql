-- Files on cards. The row is written before the object and says when it is whole; one that never became so, or that was
-- removed, stands until its object is gone.
create table attachment (
    card_id      uuid        not null references card,
    id           uuid        not null,
    workspace_id uuid        not null references workspace,
    -- where the bytes are; another one each time an upload begins
    object_key   text        not null unique,
    state        text        not null check (state in ('UPLOADING', 'READY', 'REMOVED')),
    name         text        not null check (length(name) between 1 and 255),
    media_type   text,
    -- while it is uploaded: what was set aside for it
    size         bigint      not null check (size >= 0),
    sha256       bytea,
    uploaded_by  uuid        not null references person,
    created_at   timestamptz not null,
    state_at     timestamptz not null default now(),
    check (state <> 'READY' or (media_type is not null and sha256 is not null))
);

-- of one that was removed another may take the id
create unique index attachment_id on attachment (card_id, id) where state <> 'REMOVED';
create index attachment_workspace on attachment (workspace_id) include (size);
create index attachment_lost on attachment (state_at) where state <> 'READY';

alter table attachment enable row level security;
create policy tenant on attachment using (workspace_id = any (array(select visible_workspaces())));

-- The sweep acts for no workspace in particular: which objects nobody needs any more.
create function lost_attachments(age interval, most integer) returns table (object_key text)
    language sql security definer set search_path from current
as $$ select a.object_key from attachment a
      where a.state = 'REMOVED' or (a.state = 'UPLOADING' and a.state_at < now() - age)
      order by a.state_at limit most $$;
revoke all on function lost_attachments(interval, integer) from public;
grant execute on function lost_attachments(interval, integer) to "${app_role}";

-- An upload that ended in the meantime is left alone.
create function forget_attachment(object text, age interval) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from attachment a
          where a.object_key = object
            and (a.state = 'REMOVED' or (a.state = 'UPLOADING' and a.state_at < now() - age))
          returning 1)
      select count(*)::integer from gone $$;
revoke all on function forget_attachment(text, interval) from public;
grant execute on function forget_attachment(text, interval) to "${app_role}";
