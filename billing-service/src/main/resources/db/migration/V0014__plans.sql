-- Plans are data. A version is never changed once somebody has it; another price is another version. Amounts in dollars.
create table plan (
    id             uuid            primary key,
    code           text            not null,
    plan_version   integer         not null,
    name           text            not null,
    currency       text            not null default 'USD',
    flat_fee       numeric(12, 2)  not null check (flat_fee >= 0),
    seats_included integer         not null check (seats_included >= 0),
    seat_fee       numeric(12, 2)  not null check (seat_fee >= 0),
    -- usage of a month that the fee includes
    allowance      numeric(12, 2)  not null check (allowance >= 0),
    -- what a customer pays for one dollar of provider cost; by lane where a lane has another
    markup         numeric(8, 4)   not null check (markup >= 0),
    lane_markups   jsonb           not null default '{}',
    -- what a month costs at least
    minimum        numeric(12, 2)  not null check (minimum >= 0),
    -- of a month in which the workspace's own provider keys were used
    own_key_fee    numeric(12, 2)  not null check (own_key_fee >= 0),
    trial_days     integer         not null check (trial_days between 0 and 90),
    -- whether it can still be chosen
    offered        boolean         not null,
    unique (code, plan_version)
);
create unique index plan_offered on plan (code) where offered;

insert into plan (id, code, plan_version, name, flat_fee, seats_included, seat_fee, allowance, markup, minimum, own_key_fee,
                  trial_days, offered)
values ('019a0000-0000-7000-8000-000000000001', 'free', 1, 'Free', 0, 3, 0, 0, 5, 0, 0, 0, true),
       ('019a0000-0000-7000-8000-000000000002', 'team', 1, 'Team', 49, 5, 9, 25, 5, 0, 10, 14, true),
       ('019a0000-0000-7000-8000-000000000003', 'business', 1, 'Business', 299, 20, 12, 200, 5, 500, 50, 14, true);
revoke insert, update, delete, truncate on plan from "${app_role}";

-- Which plan a workspace has from day to day (UTC); days without a row have the free plan.
create table subscription (
    id            uuid        primary key,
    workspace_id  uuid        not null,
    plan_id       uuid        not null references plan,
    seats         integer     not null check (seats between 1 and 100000),
    starts_on     date        not null,
    -- exclusive
    ends_on       date        check (ends_on >= starts_on),
    -- days before it cost no fee
    trial_ends_on date,
    created_at    timestamptz not null,
    version       bigint      not null
);
create index subscription_days on subscription (workspace_id, starts_on);
-- one goes on; the days of the others are over, or end
create unique index subscription_open on subscription (workspace_id) where ends_on is null;
alter table subscription enable row level security;
create policy tenant on subscription using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke delete, truncate on subscription from "${app_role}";
