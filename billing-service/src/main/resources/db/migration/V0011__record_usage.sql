-- Records a batch of events of any workspaces: each id once, its day's sums and what its invoice bears in one transaction.
-- Answers, for each event, whether it was recorded now, was known, or is known with another content.
create function record_usage(
    event_ids text[], hashes text[], workspaces uuid[], projects uuid[], cards uuid[], runs uuid[], agents text[],
    providers text[], models text[], kinds text[], outcomes text[],
    inputs bigint[], outputs bigint[], cached bigint[], cache_writes bigint[], reasonings bigint[], totals bigint[],
    costs numeric[], prices numeric[], markups numeric[], versions text[], own_keys boolean[], times timestamptz[],
    estimates boolean[], api_keys uuid[], lanes smallint[], visits integer[], persons uuid[],
    quantities smallint[], corrected text[], reasons text[])
    returns table (nr integer, answer text)
    language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
    present date := date_trunc('month', now() at time zone 'UTC')::date;
    oldest  date;
    fresh   text[];
begin
    -- A period is closed, and a month of arrival begun, while nobody records. What this reads of both is read after it has
    -- the lock, by a later statement, which sees what was committed before.
    if (select m.month < present from usage_month m) then
        perform pg_advisory_xact_lock(hashtextextended(current_schema() || '/usage/books', 0));
        perform make_usage_partitions(present);
        update usage_month m set month = present where m.month < present;
    else
        perform pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '/usage/books', 0));
    end if;
    present := (select m.month from usage_month m);
    -- an event did not arrive before it happened; beyond, two months tell an id that came with another time
    oldest := least(
        (select date_trunc('month', min(t) at time zone 'UTC')::date from unnest(times) t),
        (present - interval '2 months')::date);

    with offered as (
        select *
          from unnest(event_ids, hashes, workspaces, projects, cards, runs, agents, providers, models, kinds, outcomes,
                      inputs, outputs, cached, cache_writes, reasonings, totals, costs, prices, markups, versions, own_keys,
                      times, estimates, api_keys, lanes, visits, persons, quantities, corrected, reasons)
               with ordinality as o (event_id, hash, workspace_id, project_id, card_id, run_id, agent_id, provider, model, kind,
                      outcome, input, output, cached, cache_write, reasoning, total, cost, price, markup, version, own_key,
                      occurred_at, estimated, api_key_id, lane, visit, person_id, quantity, corrects, reason, nr)),
    first as (
        select distinct on (o.event_id) o.*, date_trunc('month', o.occurred_at at time zone 'UTC')::date as service_month
          from offered o
         where not exists (
                   select from usage_event e
                    where e.event_id = o.event_id and e.arrived_month >= oldest and e.arrived_month < present)
         order by o.event_id, o.nr),
    closed as materialized (
        select p.workspace_id, (max(p.period) + interval '1 month')::date as next_open
          from workspace_period p where p.workspace_id = any (workspaces) group by p.workspace_id),
    recorded as (
        insert into usage_event (
               event_id, arrived_month, billed_period, workspace_id, project_id, card_id, run_id, agent_id, provider, model,
               kind, outcome, input_tokens, output_tokens, cached_input_tokens, cache_write_tokens, reasoning_tokens,
               total_tokens, cost, price, markup, price_version, byok, occurred_at, payload_hash, estimated, api_key_id,
               lane, lane_visit, person_id, quantity, corrects, reason)
        select f.event_id, present, greatest(f.service_month, c.next_open), f.workspace_id, f.project_id, f.card_id, f.run_id,
               f.agent_id, f.provider, f.model, f.kind, f.outcome, f.input, f.output, f.cached, f.cache_write, f.reasoning,
               f.total, f.cost, f.price, f.markup, f.version, f.own_key, f.occurred_at, f.hash, f.estimated, f.api_key_id,
               f.lane, f.visit, f.person_id, f.quantity, f.corrects, f.reason
          from first f left join closed c using (workspace_id)
         order by f.event_id
        on conflict do nothing
        returning *),
    summed as (
        insert into usage_rollup as r (workspace_id, day, project_id, agent_id, provider, model,
               calls, failed_calls, input_tokens, output_tokens, cost, price)
        select e.workspace_id, (e.occurred_at at time zone 'UTC')::date as day, e.project_id, coalesce(e.agent_id, '') as agent,
               e.provider, e.model, sum(e.quantity), coalesce(sum(e.quantity) filter (where e.outcome = 'failed'), 0),
               sum(e.input_tokens), sum(e.output_tokens), sum(e.cost), sum(e.price)
          from recorded e
         group by 1, 2, 3, 4, 5, 6
         -- one order for all writers: two of them never wait for each other
         order by 1, 2, 3, 4, 5, 6
        on conflict (workspace_id, day, project_id, agent_id, provider, model) do update
           set calls = r.calls + excluded.calls,
               failed_calls = r.failed_calls + excluded.failed_calls,
               input_tokens = r.input_tokens + excluded.input_tokens,
               output_tokens = r.output_tokens + excluded.output_tokens,
               cost = r.cost + excluded.cost,
               price = r.price + excluded.price),
    billed as (
        insert into billable_usage as b (workspace_id, billed_period, service_month, project_id, card_id, run_id, agent_id,
               lane, lane_visit, calls, failed_calls, input_tokens, output_tokens, cost, price)
        select e.workspace_id, e.billed_period, date_trunc('month', e.occurred_at at time zone 'UTC')::date, e.project_id,
               e.card_id, e.run_id, e.agent_id, e.lane, e.lane_visit, sum(e.quantity),
               coalesce(sum(e.quantity) filter (where e.outcome = 'failed'), 0), sum(e.input_tokens), sum(e.output_tokens),
               sum(e.cost), sum(e.price)
          from recorded e
         group by 1, 2, 3, 4, 5, 6, 7, 8, 9
         order by 1, 2, 3, 4, 5, 6, 7, 8, 9
        on conflict on constraint billable_usage_key do update
           set calls = b.calls + excluded.calls,
               failed_calls = b.failed_calls + excluded.failed_calls,
               input_tokens = b.input_tokens + excluded.input_tokens,
               output_tokens = b.output_tokens + excluded.output_tokens,
               cost = b.cost + excluded.cost,
               price = b.price + excluded.price)
    select coalesce(array_agg(e.event_id), '{}') into fresh from recorded e;

    return query
        with offered as (
            select o.event_id, o.hash, o.nr, row_number() over (partition by o.event_id order by o.nr) = 1 as first
              from unnest(event_ids, hashes) with ordinality as o (event_id, hash, nr))
        select o.nr::integer,
               case when o.first and n.event_id is not null then 'RECORDED'
                    when e.payload_hash = o.hash then 'KNOWN'
                    else 'CONFLICT' end
          from offered o
          left join unnest(fresh) as n (event_id) on n.event_id = o.event_id
          left join lateral (
              select k.payload_hash from usage_event k
               where (not o.first or n.event_id is null)
                 and k.event_id = o.event_id and k.arrived_month >= oldest and k.arrived_month <= present
               limit 1) e on true;
end $$;

-- Another content under a known id; kept for people to look at.
create function record_usage_conflict(event text, hash text, workspace uuid, content text) returns void
    language sql security definer set search_path from current
as $$ insert into usage_conflict (event_id, payload_hash, workspace_id, payload)
      values (event, hash, workspace, content) on conflict do nothing $$;

-- Gives events a period that were recorded by an instance which knows none; how many.
create function adopt_usage_events(most integer) returns integer
    language plpgsql security definer set search_path from current
as $$
#variable_conflict use_column
declare
    adopted integer;
begin
    perform pg_advisory_xact_lock_shared(hashtextextended(current_schema() || '/usage/books', 0));
    with due as (
        select e.event_id, e.arrived_month from usage_event e where e.billed_period is null
         order by e.event_id limit most for update skip locked),
    adopted_events as (
        update usage_event e
           set billed_period = greatest(
                   date_trunc('month', e.occurred_at at time zone 'UTC')::date,
                   (select (max(p.period) + interval '1 month')::date from workspace_period p
                     where p.workspace_id = e.workspace_id))
          from due d
         where e.event_id = d.event_id and e.arrived_month = d.arrived_month
        returning e.*),
    billed as (
        insert into billable_usage as b (workspace_id, billed_period, service_month, project_id, card_id, run_id, agent_id,
               lane, lane_visit, calls, failed_calls, input_tokens, output_tokens, cost, price)
        select e.workspace_id, e.billed_period, date_trunc('month', e.occurred_at at time zone 'UTC')::date, e.project_id,
               e.card_id, e.run_id, e.agent_id, e.lane, e.lane_visit, sum(e.quantity),
               coalesce(sum(e.quantity) filter (where e.outcome = 'failed'), 0), sum(e.input_tokens), sum(e.output_tokens),
               sum(e.cost), sum(e.price)
          from adopted_events e
         group by 1, 2, 3, 4, 5, 6, 7, 8, 9
         order by 1, 2, 3, 4, 5, 6, 7, 8, 9
        on conflict on constraint billable_usage_key do update
           set calls = b.calls + excluded.calls,
               failed_calls = b.failed_calls + excluded.failed_calls,
               input_tokens = b.input_tokens + excluded.input_tokens,
               output_tokens = b.output_tokens + excluded.output_tokens,
               cost = b.cost + excluded.cost,
               price = b.price + excluded.price)
    select count(*) into adopted from adopted_events;
    return adopted;
end $$;

do $$
declare
    signature text;
begin
    foreach signature in array array[
        'make_usage_partitions(date)', 'drop_usage_partitions(interval, integer)',
        'forget_usage_events(interval, integer)', 'record_usage_conflict(text, text, uuid, text)',
        'adopt_usage_events(integer)'] loop
        execute format('revoke all on function %s from public', signature);
        execute format('grant execute on function %s to "${app_role}"', signature);
    end loop;
    execute (select format('revoke all on function %s from public', p.oid::regprocedure)
               from pg_proc p where p.proname = 'record_usage' and p.pronamespace = current_schema()::regnamespace);
    execute (select format('grant execute on function %s to "${app_role}"', p.oid::regprocedure)
               from pg_proc p where p.proname = 'record_usage' and p.pronamespace = current_schema()::regnamespace);
end $$;

-- partitions ahead of time, and a period for what is there already
select make_usage_partitions((date_trunc('month', now() at time zone 'UTC') + interval '3 months')::date);
do $$ begin while adopt_usage_events(5000) > 0 loop end loop; end $$;
