-- Single usage events are kept for years and then forgotten; the sums by day stay. Events are appended in the order in
-- which they came: a few pages tell where the old ones lie.
create index usage_event_received on usage_event using brin (received_at) with (pages_per_range = 16);

create function forget_usage_events(age interval, most integer) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from usage_event where ctid = any (array(
              select e.ctid from usage_event e where e.received_at < now() - age limit most for update skip locked))
          returning 1)
      select count(*)::integer from gone $$;

create function forget_usage_conflicts(age interval, most integer) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from usage_conflict where ctid = any (array(
              select c.ctid from usage_conflict c where c.received_at < now() - age limit most for update skip locked))
          returning 1)
      select count(*)::integer from gone $$;

revoke all on function forget_usage_events(interval, integer) from public;
revoke all on function forget_usage_conflicts(interval, integer) from public;
grant execute on function forget_usage_events(interval, integer) to "${app_role}";
grant execute on function forget_usage_conflicts(interval, integer) to "${app_role}";
