-- What is to be done within a card, ticked off by people.
create table checklist_item (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    card_id      uuid        not null references card,
    place        int         not null,
    text         text        not null check (length(text) between 1 and 500),
    done_at      timestamptz,
    done_by      uuid references person,
    created_at   timestamptz not null,
    check ((done_at is null) = (done_by is null))
);

create index checklist_item_card on checklist_item (card_id, place);

alter table checklist_item enable row level security;
create policy tenant on checklist_item using (workspace_id = any (array(select visible_workspaces())));

-- A board shows how far each list is; it asks the card for it.
alter table card
    add column checklist_total   int    not null default 0,
    add column checklist_done    int    not null default 0,
    add column checklist_changes bigint not null default 0;
