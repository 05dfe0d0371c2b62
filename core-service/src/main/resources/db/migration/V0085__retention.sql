-- Answers to effects, sessions and used tokens are forgotten when nobody can come back to them any more. What was appended
-- in the order of its time is found by the few pages that hold the old rows.
create index applied_effect_when on applied_effect using brin (applied_at) with (pages_per_range = 16);
create index session_used_token_when on session_used_token using brin (used_at) with (pages_per_range = 16);

-- A function of the owner, since it looks at all workspaces.
create function forget_effects(age interval, most integer) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from applied_effect where ctid = any (array(
              select e.ctid from applied_effect e where e.applied_at < now() - age limit most for update skip locked))
          returning 1)
      select count(*)::integer from gone $$;
revoke all on function forget_effects(interval, integer) from public;
grant execute on function forget_effects(interval, integer) to "${app_role}";
