-- How a workspace pays; one without a row pays by invoice, without a limit. Amounts in dollars.
create table wallet (
    workspace_id    uuid            primary key,
    mode            text            not null check (mode in ('PREPAID', 'POSTPAID')),
    postpaid_limit  numeric(20, 12) check (postpaid_limit >= 0),
    top_up_threshold numeric(20, 12) check (top_up_threshold >= 0),
    top_up_amount   numeric(20, 12) check (top_up_amount > 0),
    top_up_ceiling  numeric(20, 12) check (top_up_ceiling >= 0),
    version         bigint          not null
);

create table wallet_grant (
    id           uuid            primary key,
    workspace_id uuid            not null,
    kind         text            not null check (kind in ('PURCHASE', 'PROMOTION', 'REFUND')),
    amount       numeric(20, 12) not null check (amount > 0),
    remaining    numeric(20, 12) not null check (remaining >= 0 and remaining <= amount),
    priority     integer         not null,
    project_id   uuid,
    expires_at   timestamptz,
    granted_at   timestamptz     not null,
    -- what the credits come from: told twice they are granted once
    source_key   text            not null unique,
    version      bigint          not null
);
create index wallet_grant_workspace on wallet_grant (workspace_id);
create index wallet_grant_expiry on wallet_grant (expires_at) where remaining > 0 and expires_at is not null;

-- What was taken of which grant, for the usage of which billed month; below zero it was given back. Expiry has no month.
create table wallet_burn (
    id           uuid            primary key,
    workspace_id uuid            not null,
    grant_id     uuid            not null references wallet_grant,
    period       date,
    amount       numeric(20, 12) not null check (amount <> 0),
    burned_at    timestamptz     not null
);
create index wallet_burn_period on wallet_burn (workspace_id, period);

create table top_up (
    id           uuid            primary key,
    workspace_id uuid            not null,
    amount       numeric(20, 12) not null check (amount > 0),
    automatic    boolean         not null,
    status       text            not null check (status in ('REQUESTED', 'PAID', 'FAILED')),
    requested_by text,
    requested_at timestamptz     not null,
    settled_at   timestamptz,
    reference    text,
    version      bigint          not null
);
create index top_up_workspace on top_up (workspace_id, requested_at);
-- one is bought at a time by itself
create unique index top_up_automatic on top_up (workspace_id) where automatic and status = 'REQUESTED';

alter table wallet enable row level security;
alter table wallet_grant enable row level security;
alter table wallet_burn enable row level security;
alter table top_up enable row level security;
create policy tenant on wallet using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on wallet_grant using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on wallet_burn using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on top_up using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke delete, truncate on wallet, wallet_grant, top_up from "${app_role}";
revoke update, delete, truncate on wallet_burn from "${app_role}";

-- Workspaces with a wallet: a sweep settles each, so that credits expire and are topped up without anybody looking.
create function wallets_after(after uuid, most integer) returns setof uuid
    language sql security definer set search_path from current
as $$ select w.workspace_id from wallet w where after is null or w.workspace_id > after order by 1 limit most $$;
revoke all on function wallets_after(uuid, integer) from public;
grant execute on function wallets_after(uuid, integer) to "${app_role}";
