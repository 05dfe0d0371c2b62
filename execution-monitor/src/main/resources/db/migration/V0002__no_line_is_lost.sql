-- A stream ends when every number that was told has arrived, and not by a clock. Lines that come after it are taken.

-- The last number that a producer is said to have reached; lines up to it are still on their way.
alter table log_producer add column told_seq bigint;

alter table log_stream
    -- since when the stream of an ended run waits for lines: its end, or the last line that came late
    add column waits_since timestamptz,
    -- when readers were told which lines have not arrived
    add column incomplete_at timestamptz,
    -- lines before it are no longer kept
    add column floor_offset bigint not null default 0;

-- Numbers of a producer that were passed over: readers were told of the gap, and the lines are taken when they come.
create table log_gap (
    run_id uuid not null,
    producer text not null,
    from_seq bigint not null,
    to_seq bigint not null,
    workspace_id uuid not null,
    told_at timestamptz not null default now(),
    primary key (run_id, producer, from_seq),
    constraint gap_has_numbers check (from_seq <= to_seq)
);
alter table log_gap enable row level security;
create policy tenant on log_gap using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- As positions_of_cards, which an instance of the release before still asks, with the first line that is kept.
create function stream_positions(cards uuid[])
    returns table (run_id uuid, workspace_id uuid, card_id uuid, epoch bigint, next_offset bigint, final_offset bigint,
                   floor_offset bigint, opened_at timestamptz)
    language sql stable security definer set search_path from current
    as $$ select s.run_id, s.workspace_id, s.card_id, s.epoch, s.next_offset, s.final_offset, s.floor_offset, s.opened_at
            from log_stream s
           where s.card_id = any (cards)
           order by s.opened_at, s.run_id $$;

-- Nothing ends by a clock any more, also not when an instance of the release before asks for it.
create or replace function close_after_grace(grace interval)
    returns table (run_id uuid, workspace_id uuid, card_id uuid, epoch bigint, next_offset bigint, final_offset bigint,
                   opened_at timestamptz)
    language sql security definer set search_path from current
    as $$ select s.run_id, s.workspace_id, s.card_id, s.epoch, s.next_offset, s.final_offset, s.opened_at
            from log_stream s where false $$;

-- Streams of ended runs that have waited so long for lines that their readers must be told.
create function overdue_streams(patience interval) returns table (run_id uuid, workspace_id uuid)
    language sql stable security definer set search_path from current
    as $$ select s.run_id, s.workspace_id from log_stream s
           where s.final_offset is null and s.ended_at is not null and s.incomplete_at is null
             and coalesce(s.waits_since, s.ended_at) < clock_timestamp() - patience
           order by s.ended_at limit 100 $$;

-- What an operator watches: how many streams of ended runs wait for lines and since when, and what is missing for good.
create function stream_backlog()
    returns table (waiting bigint, oldest_seconds double precision, incomplete bigint, missing_lines bigint, late_lines bigint)
    language sql stable security definer set search_path from current
    as $$ with open as (
              select s.run_id, s.ended_at, s.incomplete_at from log_stream s
               where s.final_offset is null and s.ended_at is not null)
          select (select count(*) from open where incomplete_at is null),
                 (select coalesce(extract(epoch from clock_timestamp() - min(ended_at)), 0)::double precision
                    from open where incomplete_at is null),
                 (select count(*) from open where incomplete_at is not null),
                 (select coalesce(sum(g.to_seq - g.from_seq + 1), 0)::bigint from log_gap g join open using (run_id)
                   where open.incomplete_at is not null),
                 (select coalesce(sum(s.late_lines), 0)::bigint from log_stream s
                   where s.closed_at > clock_timestamp() - interval '1 day' and s.late_lines > 0) $$;

create index log_stream_late on log_stream (closed_at) where late_lines > 0;

revoke all on function stream_positions(uuid[]) from public;
revoke all on function overdue_streams(interval) from public;
revoke all on function stream_backlog() from public;
grant execute on function stream_positions(uuid[]) to "${app_role}";
grant execute on function overdue_streams(interval) to "${app_role}";
grant execute on function stream_backlog() to "${app_role}";
