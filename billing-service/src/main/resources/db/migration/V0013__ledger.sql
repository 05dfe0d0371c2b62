-- Double entry. A transaction is posted once for what it stands for, adds up to zero in each currency, and is never changed:
-- the database refuses the one that does not, the grants refuse the change.
create table ledger_account (
    id           uuid primary key,
    workspace_id uuid not null,
    kind         text not null check (kind in ('RECEIVABLE', 'REVENUE', 'CREDITS', 'CASH', 'COST', 'PAYABLE', 'TAX', 'ROUNDING',
                                               'BREAKAGE', 'PROMOTION')),
    currency     text not null check (currency ~ '^[A-Z]{3}$'),
    unique (workspace_id, kind, currency),
    unique (id, currency)
);

create table ledger_transaction (
    id           uuid        primary key,
    workspace_id uuid        not null,
    source_kind  text        not null,
    source_id    text        not null,
    description  text        not null,
    posted_at    timestamptz not null,
    -- whoever posts again for the same thing posts nothing
    unique (source_kind, source_id)
);
create index ledger_transaction_workspace on ledger_transaction (workspace_id, posted_at);

create table ledger_entry (
    transaction_id uuid            not null references ledger_transaction,
    number         integer         not null,
    workspace_id   uuid            not null,
    account_id     uuid            not null,
    currency       text            not null,
    amount         numeric(24, 12) not null check (amount <> 0),
    primary key (transaction_id, number),
    foreign key (account_id, currency) references ledger_account (id, currency)
);
create index ledger_entry_account on ledger_entry (account_id);

create function require_balanced_transaction() returns trigger
    language plpgsql security definer set search_path from current
as $$
declare
    -- of an entry, or of the transaction itself
    posted uuid := coalesce(to_jsonb(new) ->> 'transaction_id', to_jsonb(new) ->> 'id')::uuid;
begin
    if not exists (select from ledger_entry e where e.transaction_id = posted)
       or exists (select from ledger_entry e where e.transaction_id = posted group by e.currency having sum(e.amount) <> 0) then
        raise exception 'ledger transaction % is not balanced', posted using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- looked at when the transaction of the database ends, with all entries there
create constraint trigger ledger_entry_balanced after insert on ledger_entry
    deferrable initially deferred for each row execute function require_balanced_transaction();
create constraint trigger ledger_transaction_balanced after insert on ledger_transaction
    deferrable initially deferred for each row execute function require_balanced_transaction();

alter table ledger_account enable row level security;
alter table ledger_transaction enable row level security;
alter table ledger_entry enable row level security;
create policy tenant on ledger_account using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on ledger_transaction using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on ledger_entry using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
revoke update, delete, truncate on ledger_account, ledger_transaction, ledger_entry from "${app_role}";
