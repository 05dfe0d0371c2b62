-- What may be spent. A row without a limit refuses nothing and still knows what was spent. What is spent
-- changes in the transaction that ends the call, so it is always what the ledger says.
create table budget (
    scope        text           not null check (scope in ('CARD', 'RUN', 'PROJECT', 'WORKSPACE')),
    id           uuid           not null,
    workspace_id uuid           not null,
    period       text           not null check (period in ('TOTAL', 'DAY', 'MONTH')),
    limit_amount numeric(24,12) check (limit_amount >= 0),
    -- spent since then; what is older counts as nothing
    period_start timestamptz    not null,
    spent        numeric(24,12) not null default 0,
    held         numeric(24,12) not null default 0 check (held >= 0),
    updated_at   timestamptz    not null default clock_timestamp(),
    -- when it is counted again from the ledger
    reseed_at    timestamptz    not null,
    primary key (scope, id)
) with (fillfactor = 50);

create index budget_reseed on budget (reseed_at);

-- Money of calls that run. A hold belongs to the budgets there were when it was taken; one whose call died
-- ends by itself. The amount is what is still held.
create table budget_hold (
    id         text           primary key,
    amount     numeric(24,12) not null check (amount >= 0),
    scopes     text[]         not null,
    ids        uuid[]         not null,
    expires_at timestamptz    not null,
    state      text           not null check (state in ('HELD', 'EXPIRED', 'SETTLED'))
);

create index budget_hold_expiry on budget_hold (expires_at) where state = 'HELD';
create index budget_hold_over on budget_hold (expires_at) where state <> 'HELD';
