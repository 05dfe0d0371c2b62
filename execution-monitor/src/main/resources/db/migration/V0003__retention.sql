-- What is old is forgotten a few rows at a time. These are functions of the owner, since they look at all workspaces.

alter table log_stream add column forgotten_at timestamptz;
-- no column that changes with every batch of lines stands in these: such changes touch no index
create index log_stream_kept on log_stream (ended_at) where forgotten_at is null and ended_at is not null;
create index log_stream_never_ended on log_stream (opened_at) where ended_at is null;
create index log_stream_forgotten on log_stream (forgotten_at) where forgotten_at is not null;
-- rows are appended in the order of this time and never changed: a few pages tell where the old ones lie
create index run_event_received on run_event using brin (received_at) with (pages_per_range = 16);

-- Forgets lines of runs that ended so long ago, from the first line on; readers are told up to where. A run that never
-- ended may be gone on with, and keeps its lines for a year longer.
create function forget_lines(age interval, most integer) returns integer
    language plpgsql security definer set search_path from current
as $$
declare
    old record;
    stream log_stream;
    upto bigint;
    here integer;
    gone integer := 0;
begin
    for old in
        (select s.run_id from log_stream s
          where s.forgotten_at is null and s.ended_at < now() - age order by s.ended_at limit 100)
        union all
        (select s.run_id from log_stream s
          where s.forgotten_at is null and s.ended_at is null
            and s.opened_at < now() - age - interval '365 days' order by s.opened_at limit 100)
    loop
        select * into stream from log_stream s where s.run_id = old.run_id for update skip locked;
        continue when not found;
        upto := least(stream.next_offset, stream.floor_offset + most - gone);
        delete from log_line l where l.run_id = old.run_id and l.line_offset < upto;
        get diagnostics here = row_count;
        gone := gone + greatest(here, 1);
        update log_stream s
           set floor_offset = upto, forgotten_at = case when upto = s.next_offset then clock_timestamp() end
         where s.run_id = old.run_id;
        exit when gone >= most;
    end loop;
    return gone;
end $$;

create function forget_run_events(age interval, most integer) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from run_event where ctid = any (array(
              select e.ctid from run_event e where e.received_at < now() - age limit most for update skip locked))
          returning 1)
      select count(*)::integer from gone $$;

-- What is left of runs whose lines were forgotten so long ago.
create function forget_runs(age interval, most integer) returns integer
    language plpgsql security definer set search_path from current
as $$
declare
    old uuid[];
begin
    old := array(select s.run_id from log_stream s where s.forgotten_at < now() - age limit most for update skip locked);
    delete from log_line where run_id = any (old);
    delete from log_early where run_id = any (old);
    delete from log_gap where run_id = any (old);
    delete from log_producer where run_id = any (old);
    delete from run_event where run_id = any (old);
    delete from run_view where run_id = any (old);
    delete from log_stream where run_id = any (old);
    return coalesce(array_length(old, 1), 0);
end $$;

revoke all on function forget_lines(interval, integer) from public;
revoke all on function forget_run_events(interval, integer) from public;
revoke all on function forget_runs(interval, integer) from public;
grant execute on function forget_lines(interval, integer) to "${app_role}";
grant execute on function forget_run_events(interval, integer) to "${app_role}";
grant execute on function forget_runs(interval, integer) to "${app_role}";
