-- What runs of high risk want changed, until a person decides: made on approval, gone on rejection.
create table held_change (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    run_id       uuid        not null,
    key          text        not null,
    card_id      uuid        not null references card,
    -- in this order they are made
    position     bigint      not null generated always as identity,
    effect       jsonb       not null,
    request_hash bytea       not null,
    -- a card is known to its agent by a number before it is made
    card_number  int,
    result       jsonb       not null,
    held_at      timestamptz not null,
    unique (workspace_id, key)
);

create index held_change_run on held_change (run_id, position);

alter table held_change enable row level security;
create policy tenant on held_change using (workspace_id = any (array(select visible_workspaces())));

-- Who let an agent's change happen, where somebody had to.
alter table card_history
    add column approved_by uuid references person;
