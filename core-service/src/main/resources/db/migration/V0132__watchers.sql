-- Who wants to be told of what happens to a card. Whoever made it does without a row, which its history says.
create table card_watcher (
    workspace_id uuid        not null references workspace,
    card_id      uuid        not null references card,
    person_id    uuid        not null references person,
    -- false for one who made the card, or was named in it, and does not want to be told any more
    watching     boolean     not null default true,
    since        timestamptz not null,
    primary key (card_id, person_id)
);

create index card_watcher_person on card_watcher (person_id, workspace_id);

alter table card_watcher enable row level security;
create policy tenant on card_watcher using (workspace_id = any (array(select visible_workspaces())));
