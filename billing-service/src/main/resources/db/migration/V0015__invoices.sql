create table billing_profile (
    workspace_id uuid        primary key,
    legal_name   text,
    address      text,
    country      text        check (country ~ '^[A-Z]{2}$'),
    tax_id       text,
    tax_exempt   boolean     not null default false,
    email        text,
    -- how long after the end of a month its late calls still belong to it
    grace_hours  integer     not null default 24 check (grace_hours between 0 and 72),
    version      bigint      not null
);

-- Taxes are data: of a country, with the days on which a rate is in force.
create table tax_rate (
    id         uuid          primary key,
    country    text          not null check (country ~ '^[A-Z]{2}$'),
    name       text          not null,
    rate       numeric(7, 6) not null check (rate >= 0 and rate < 1),
    valid_from date          not null,
    valid_to   date          check (valid_to > valid_from)
);
create index tax_rate_country on tax_rate (country, valid_from);

-- The next number of a series. Taken in the transaction that uses it: one that fails leaves no gap.
create table number_series (
    series text   primary key,
    next   bigint not null
);
insert into number_series (series, next) values ('INVOICE', 1), ('CREDIT_NOTE', 1);

-- Once issued, an invoice's amounts never change; what it owes is its total less payments and credit notes. Amounts in minor
-- units (cents).
create table invoice (
    id             uuid            primary key,
    workspace_id   uuid            not null,
    period         date            not null,
    number         text            not null unique,
    status         text            not null check (status in ('ISSUED', 'PAID', 'PAST_DUE', 'UNCOLLECTIBLE', 'VOID')),
    currency       text            not null,
    -- the sum of the lines before rounding
    exact_total    numeric(24, 12) not null,
    subtotal_minor bigint          not null,
    tax_name       text,
    tax_rate       numeric(7, 6)   not null,
    tax_minor      bigint          not null,
    total_minor    bigint          not null,
    paid_minor     bigint          not null,
    credited_minor bigint          not null,
    -- of the plan, the wallet and the customer as they were
    snapshot       jsonb           not null,
    parked_reason  text,
    issued_at      timestamptz     not null,
    due_at         timestamptz     not null,
    version        bigint          not null,
    unique (workspace_id, period),
    check (total_minor = subtotal_minor + tax_minor)
);

create table invoice_line (
    invoice_id    uuid            not null references invoice,
    number        integer         not null,
    workspace_id  uuid            not null,
    kind          text            not null check (kind in ('USAGE', 'LATE_USAGE', 'FLAT_FEE', 'SEATS', 'OWN_KEYS', 'ALLOWANCE',
                                                           'MINIMUM', 'CREDITS')),
    description   text            not null,
    project_id    uuid,
    card_id       uuid,
    run_id        uuid,
    agent_id      text,
    lane          smallint,
    lane_visit    integer,
    service_month date            not null,
    quantity      bigint          not null,
    exact         numeric(24, 12) not null,
    amount_minor  bigint          not null,
    primary key (invoice_id, number)
);

create table invoice_payment (
    id           uuid        primary key,
    workspace_id uuid        not null,
    invoice_id   uuid        not null references invoice,
    -- who received it, and its own name for it: told twice it is one payment
    source       text        not null,
    reference    text        not null,
    -- below zero: it went back
    amount_minor bigint      not null check (amount_minor <> 0),
    received_at  timestamptz not null,
    unique (source, reference)
);
create index invoice_payment_invoice on invoice_payment (invoice_id);

create table credit_note (
    id           uuid        primary key,
    workspace_id uuid        not null,
    invoice_id   uuid        not null references invoice,
    number       text        not null unique,
    amount_minor bigint      not null check (amount_minor > 0),
    tax_minor    bigint      not null check (tax_minor >= 0),
    reason       text        not null,
    created_by   text        not null,
    created_at   timestamptz not null
);
create index credit_note_invoice on credit_note (invoice_id);

alter table billing_profile enable row level security;
alter table invoice enable row level security;
alter table invoice_line enable row level security;
alter table invoice_payment enable row level security;
alter table credit_note enable row level security;
create policy tenant on billing_profile using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on invoice using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on invoice_line using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on invoice_payment using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on credit_note using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke delete, truncate on billing_profile, invoice from "${app_role}";
revoke update, delete, truncate on invoice_line, invoice_payment, credit_note from "${app_role}";
-- what an invoice is owed and whether it is parked changes, nothing else of it
revoke update on invoice from "${app_role}";
grant update (status, paid_minor, credited_minor, parked_reason, version) on invoice to "${app_role}";

-- Workspaces whose month is over, with its grace, and not closed; the month of each is the earliest such one.
create function periods_to_close(at timestamptz, most integer) returns table (workspace uuid, period date)
    language sql security definer set search_path from current
as $$
    with known as (
        select b.workspace_id, min(b.billed_period) as first
          from billable_usage b
         where not exists (select from workspace_period p
                            where p.workspace_id = b.workspace_id and p.period >= b.billed_period and p.status = 'CLOSED')
         group by b.workspace_id
        union all
        select s.workspace_id, min(date_trunc('month', greatest(s.starts_on,
                   (select (max(p.period) + interval '1 month')::date from workspace_period p
                     where p.workspace_id = s.workspace_id and p.status = 'CLOSED')))::date)
          from subscription s
         where s.ends_on is null
            or s.ends_on > coalesce((select (max(p.period) + interval '1 month')::date from workspace_period p
                                      where p.workspace_id = s.workspace_id and p.status = 'CLOSED'), s.starts_on)
         group by s.workspace_id)
    select k.workspace_id, min(k.first)
      from known k left join billing_profile f using (workspace_id)
     group by k.workspace_id, f.grace_hours
    having (min(k.first) + interval '1 month') at time zone 'UTC' + make_interval(hours => coalesce(f.grace_hours, 24)) <= at
     order by 2, 1
     limit most
$$;
revoke all on function periods_to_close(timestamptz, integer) from public;
grant execute on function periods_to_close(timestamptz, integer) to "${app_role}";
