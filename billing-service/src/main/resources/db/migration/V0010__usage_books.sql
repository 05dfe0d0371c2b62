-- Raw events by the month in which they arrived: a month is dropped as a whole, never row by row. An id is looked up in
-- the months in which it may have arrived; the months before the present one are written by nobody any more, so that the
-- primary key and one look into them make an id unique for as long as its row is kept.
alter table usage_event rename to usage_event_before;
alter table usage_event_before
    add column arrived_month date     not null default date_trunc('month', now() at time zone 'UTC')::date,
    -- the month whose invoice bears the call: that of the call, or the first that was open when it came
    add column billed_period date,
    -- 1 a call, -1 takes one back, 0 changes money only
    add column quantity      smallint not null default 1,
    add column corrects      text,
    add column reason        text,
    add column estimated     boolean  not null default false,
    add column api_key_id    uuid,
    add column lane          smallint,
    add column lane_visit    integer,
    add column person_id     uuid;

-- what corrects an event may be below zero, nothing else
do $$
declare rule record;
begin
    for rule in select conname from pg_constraint where conrelid = 'usage_event_before'::regclass and contype = 'c' loop
        execute format('alter table usage_event_before drop constraint %I', rule.conname);
    end loop;
end $$;
alter table usage_event_before add constraint usage_event_signs check (
    corrects is not null
    or (cost >= 0 and price >= 0 and input_tokens >= 0 and output_tokens >= 0 and cached_input_tokens >= 0
        and cache_write_tokens >= 0 and reasoning_tokens >= 0 and total_tokens >= 0 and quantity = 1));
alter table usage_event_before drop constraint usage_event_pkey;
alter table usage_event_before add constraint usage_event_before_pkey primary key (event_id, arrived_month);
alter index usage_event_when rename to usage_event_before_when;
alter index usage_event_run rename to usage_event_before_run;
drop index usage_event_received;

create table usage_event (
    like usage_event_before including defaults including constraints,
    primary key (event_id, arrived_month)
) partition by range (arrived_month);
create index usage_event_when on usage_event (workspace_id, occurred_at);
create index usage_event_run on usage_event (run_id) where run_id is not null;
create index usage_event_corrects on usage_event (corrects) where corrects is not null;
-- what is to be billed and was recorded by an instance that knows no periods
create index usage_event_unbilled on usage_event (event_id) where billed_period is null;

-- Of each month that somebody may write to. The month in force only moves on, whatever a clock says.
create table usage_month (
    single boolean primary key default true check (single),
    month  date not null
);
insert into usage_month (month) values (date_trunc('month', now() at time zone 'UTC')::date);

do $$
begin
    execute format(
        'alter table usage_event attach partition usage_event_before for values from (minvalue) to (%L)',
        (select (month + interval '1 month')::date from usage_month));
end $$;
alter table usage_event enable row level security;
create policy tenant on usage_event using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke all on usage_event_before from "${app_role}";
revoke update, delete, truncate on usage_event from "${app_role}";
revoke all on usage_month from "${app_role}";
grant select on usage_month to "${app_role}";

-- Partitions up to and with a month; how many were made. Attaching one locks out no reader and no writer.
create function make_usage_partitions(upto date) returns integer
    language plpgsql security definer set search_path from current
as $$
declare
    month date := (select (m.month + interval '1 month')::date from usage_month m);
    name  text;
    made  integer := 0;
begin
    perform pg_advisory_xact_lock(hashtextextended(current_schema() || '/usage/partitions', 0));
    while month <= upto loop
        name := 'usage_event_' || to_char(month, 'YYYY_MM');
        if to_regclass(name) is null then
            execute format('create table %I (like usage_event including defaults including constraints)', name);
            execute format('alter table %I add primary key (event_id, arrived_month)', name);
            execute format('alter table %I enable row level security', name);
            execute format('revoke all on %I from "${app_role}"', name);
            execute format('alter table usage_event attach partition %I for values from (%L) to (%L)',
                           name, month, (month + interval '1 month')::date);
            made := made + 1;
        end if;
        month := (month + interval '1 month')::date;
    end loop;
    return made;
end $$;

-- Drops partitions all of whose events arrived that long ago; how many.
create function drop_usage_partitions(age interval, most integer) returns integer
    language plpgsql security definer set search_path from current
as $$
declare
    part    record;
    ends_at date;
    dropped integer := 0;
begin
    for part in
        select c.oid, c.relname, pg_get_expr(c.relpartbound, c.oid) as bound
          from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'usage_event'::regclass
         order by c.relname desc
    loop
        ends_at := substring(part.bound from $re$TO \('([0-9-]+)'\)$re$)::date;
        if dropped < most and ends_at is not null and ends_at < (now() - age)::date then
            execute format('drop table %I', part.relname);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end $$;

drop function forget_usage_events(interval, integer);
create function forget_usage_events(age interval, most integer) returns integer
    language sql security definer set search_path from current
    -- an instance of the release before asks by this name; the months go as a whole now
as $$ select 0 $$;

-- Whether the books of a workspace's month are open. A month without a row is open. Months are closed in order.
create table workspace_period (
    workspace_id uuid        not null,
    period       date        not null check (extract(day from period) = 1),
    status       text        not null check (status in ('FINALIZING', 'CLOSED')),
    closed_at    timestamptz not null,
    primary key (workspace_id, period)
);
alter table workspace_period enable row level security;
create policy tenant on workspace_period using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What the invoice of a month bears, by run: changed in the transaction that stores the event. The lines of invoices and the
-- account of a card's visits to lanes are read from here.
create table billable_usage (
    workspace_id  uuid not null,
    billed_period date not null,
    service_month date not null,
    project_id    uuid not null,
    card_id       uuid,
    run_id        uuid,
    agent_id      text,
    lane          smallint,
    lane_visit    integer,
    calls         bigint not null,
    failed_calls  bigint not null,
    input_tokens  bigint not null,
    output_tokens bigint not null,
    cost          numeric(24, 12) not null,
    price         numeric(24, 12) not null,
    constraint billable_usage_key unique nulls not distinct
        (workspace_id, billed_period, service_month, project_id, card_id, run_id, agent_id, lane, lane_visit)
) with (fillfactor = 70);
create index billable_usage_card on billable_usage (card_id) where card_id is not null;
alter table billable_usage enable row level security;
create policy tenant on billable_usage using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke insert, update, delete, truncate on billable_usage from "${app_role}";

-- Messages that cannot be counted, with the reason; people decide what becomes of them. Not by workspace: what names one may
-- be invented.
create table usage_quarantine (
    id          uuid        primary key,
    digest      text        not null unique,  -- of the message: delivered again it is the same row
    event_id    text,
    reason      text        not null,
    detail      text        not null,
    payload     text        not null,
    price       numeric(30, 12),
    arrived_at  timestamptz not null default now(),
    resolution  text        check (resolution in ('ADMITTED', 'DROPPED')),
    resolved_at timestamptz,
    resolved_by text,
    note        text
);
create index usage_quarantine_open on usage_quarantine (arrived_at) where resolution is null;
