-- The monitor's tables. People's reads run for one workspace (app.tenant_id); the few questions that come before the
-- workspace is known, and the two clocks that watch all streams, are functions of the owner, listed at the end.

-- Where a run stands, as people see it; a late event changes nothing (last_run_seq).
create table run_view (
    run_id uuid primary key,
    workspace_id uuid not null,
    project_id uuid not null,
    card_id uuid not null,
    agent_id text not null,
    status text not null,
    progress integer,
    tokens bigint,
    cost numeric(20, 12),
    price numeric(20, 12),
    result text,
    error_code text,
    error_message text,
    last_run_seq bigint not null,
    started_at timestamptz not null,
    updated_at timestamptz not null
);
create index run_view_card on run_view (card_id);

-- Every event of a run once; the order is run_seq's, not the order of arrival.
create table run_event (
    event_id text primary key,
    run_id uuid not null,
    workspace_id uuid not null,
    run_seq bigint not null,
    event_type text not null,
    payload text not null,
    received_at timestamptz not null default now()
);
create index run_event_run on run_event (run_id, run_seq);

-- One row a run: gives the offsets. Offsets are given in the transaction that stores the lines, so they have no gaps.
create table log_stream (
    run_id uuid primary key,
    workspace_id uuid not null,
    card_id uuid not null,
    -- names the life of this history: a reader with another epoch starts over
    epoch bigint not null default extract(epoch from clock_timestamp())::bigint,
    next_offset bigint not null default 0,
    bytes bigint not null default 0,
    -- the journal said that it has no more lines
    journal_done boolean not null default false,
    -- the run's terminal event arrived
    ended_at timestamptz,
    -- the end of the stream, a fact that never changes again
    final_offset bigint,
    closed_at timestamptz,
    -- lines that came after the end; they are counted, not shown
    late_lines bigint not null default 0,
    opened_at timestamptz not null default now(),
    constraint end_is_at_the_end check (final_offset is null or final_offset = next_offset)
) with (fillfactor = 70);
create index log_stream_card on log_stream (card_id);
create index log_stream_ended on log_stream (ended_at) where final_offset is null and ended_at is not null;

create table log_line (
    run_id uuid not null,
    line_offset bigint not null,
    workspace_id uuid not null,
    logged_at timestamptz not null,
    level text not null,
    source text not null,
    agent_id text,
    step_path text,
    message text not null,
    -- JSON kept as text: the type json refuses the escape of NUL, and nothing here asks inside
    metadata text,
    primary key (run_id, line_offset)
);

-- Up to which of its numbers a producer's lines are stored; a batch below it is a duplicate.
create table log_producer (
    run_id uuid not null,
    producer text not null,
    workspace_id uuid not null,
    last_seq bigint not null,
    primary key (run_id, producer)
) with (fillfactor = 70);

-- Batches that overtook an earlier one of the same producer; they wait for it a few seconds.
create table log_early (
    run_id uuid not null,
    producer text not null,
    first_seq bigint not null,
    workspace_id uuid not null,
    batch text not null,
    arrived_at timestamptz not null default now(),
    primary key (run_id, producer, first_seq)
);
create index log_early_arrived on log_early (arrived_at);

alter table run_view enable row level security;
alter table run_event enable row level security;
alter table log_stream enable row level security;
alter table log_line enable row level security;
alter table log_producer enable row level security;
alter table log_early enable row level security;
-- a scalar subquery, so that the setting is read once a statement and not once a row
create policy tenant on run_view using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on run_event using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on log_stream using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on log_line using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on log_producer using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on log_early using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- In which workspace a run is; the reader's grants are checked against it before anything is read.
create function workspace_of_run(run uuid) returns uuid
    language sql stable security definer set search_path from current
    as $$ select coalesce((select workspace_id from run_view where run_id = run),
                          (select workspace_id from log_stream where run_id = run)) $$;

-- Runs of watched cards that exist or moved since: identifiers and positions only.
create function positions_of_cards(cards uuid[])
    returns table (run_id uuid, workspace_id uuid, card_id uuid, epoch bigint, next_offset bigint, final_offset bigint,
                   opened_at timestamptz, last_run_seq bigint)
    language sql stable security definer set search_path from current
    as $$ select s.run_id, s.workspace_id, s.card_id, s.epoch, s.next_offset, s.final_offset, s.opened_at, coalesce(v.last_run_seq, 0)
            from log_stream s left join run_view v on v.run_id = s.run_id
           where s.card_id = any (cards)
           order by s.opened_at, s.run_id $$;

-- Streams whose run ended some time ago and whose journal never said its last line: they end where they are.
create function close_after_grace(grace interval)
    returns table (run_id uuid, workspace_id uuid, card_id uuid, epoch bigint, next_offset bigint, final_offset bigint,
                   opened_at timestamptz)
    language sql security definer set search_path from current
    as $$ update log_stream s
             set final_offset = s.next_offset, closed_at = clock_timestamp()
           where s.final_offset is null and s.ended_at < clock_timestamp() - grace
             and not exists (select from log_early e where e.run_id = s.run_id)
       returning s.run_id, s.workspace_id, s.card_id, s.epoch, s.next_offset, s.final_offset, s.opened_at $$;

-- Producers whose batches have waited too long for an earlier one.
create function overdue_batches(patience interval) returns table (run_id uuid, producer text, workspace_id uuid)
    language sql stable security definer set search_path from current
    as $$ select distinct e.run_id, e.producer, e.workspace_id from log_early e
           where e.arrived_at < clock_timestamp() - patience limit 100 $$;

revoke all on function workspace_of_run(uuid) from public;
revoke all on function positions_of_cards(uuid[]) from public;
revoke all on function close_after_grace(interval) from public;
revoke all on function overdue_batches(interval) from public;
grant execute on function workspace_of_run(uuid) to "${app_role}";
grant execute on function positions_of_cards(uuid[]) to "${app_role}";
grant execute on function close_after_grace(interval) to "${app_role}";
grant execute on function overdue_batches(interval) to "${app_role}";
