-- What the live feed of a workspace tells, numbered in the order in which it was committed: the row of the counter is
-- locked from the numbering to the commit, so that nobody who read up to a number is told of a lower one later.
create table workspace_feed (
    workspace_id uuid   primary key references workspace,
    head         bigint not null default 0,  -- the highest number
    floor        bigint not null default 0   -- all above this number are kept
) with (fillfactor = 50);

insert into workspace_feed (workspace_id) select id from workspace;

create table feed_event (
    workspace_id uuid        not null references workspace,
    seq          bigint      not null,
    event_id     text        not null,
    type         text        not null,
    data         text        not null,
    written_at   timestamptz not null default now(),
    primary key (workspace_id, seq),
    unique (workspace_id, event_id)
);

create index feed_event_written on feed_event (written_at);

alter table workspace_feed enable row level security;
create policy tenant on workspace_feed using (workspace_id = any (array(select visible_workspaces())));
alter table feed_event enable row level security;
create policy tenant on feed_event using (workspace_id = any (array(select visible_workspaces())));

-- The sweep acts for no workspace in particular. Whoever asks for what it took is told to begin anew.
create function forget_feed_events(before timestamptz, most int) returns int
    language sql security definer
    set search_path from current
    as $$
        with forgotten as (
            delete from feed_event where (workspace_id, seq) in (
                select workspace_id, seq from feed_event where written_at < before order by written_at limit most)
            returning workspace_id, seq),
        raised as (
            update workspace_feed f set floor = greatest(f.floor, gone.seq)
            from (select workspace_id, max(seq) as seq from forgotten group by workspace_id) gone
            where f.workspace_id = gone.workspace_id)
        select count(*)::int from forgotten
    $$;

revoke all on function forget_feed_events(timestamptz, int) from public;
grant execute on function forget_feed_events(timestamptz, int) to ${app_role};
