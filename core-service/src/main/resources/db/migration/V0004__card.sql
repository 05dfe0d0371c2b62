create table card (
    id                  uuid          primary key,
    workspace_id        uuid          not null references workspace,
    project_id          uuid          not null references project,
    board_id            uuid          not null references board,
    lane_id             uuid          not null references lane,
    rank                text collate "C" not null,
    number              int           not null,
    type                text          not null,
    title               text          not null check (length(title) between 1 and 200),
    description         text          not null check (length(description) <= 50000),
    acceptance_criteria jsonb         not null,
    labels              jsonb         not null,
    priority            text          not null,
    status              text          not null,
    assignee_id         uuid references person,
    estimate            numeric(8, 2),
    due_date            date,
    parent_id           uuid references card,
    review_state        text          not null,
    -- counts the entries into lanes; a visit keeps the rule it began with
    lane_visit          int           not null,
    rule_version        int           not null,
    version             bigint        not null,
    created_at          timestamptz   not null,
    updated_at          timestamptz   not null,
    archived_at         timestamptz,
    unique (project_id, number),
    -- two people moving at once get two places or a new attempt, never the same place
    constraint card_place unique (lane_id, rank)
);

create index card_board on card (board_id) where archived_at is null;
create index card_parent on card (parent_id) where parent_id is not null;

create table card_comment (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    card_id      uuid        not null references card,
    author       text        not null,
    body         text        not null,
    file         text,
    line         int,
    created_at   timestamptz not null
);

create index card_comment_card on card_comment (card_id, created_at);

create table card_history (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    card_id      uuid        not null references card,
    actor        text        not null,
    run_id       uuid,
    action       text        not null,
    changes      jsonb       not null,
    reason       text,
    created_at   timestamptz not null
);

create index card_history_card on card_history (card_id, created_at);

create table card_link (
    id           uuid primary key,
    workspace_id uuid not null references workspace,
    from_id      uuid not null references card,
    to_id        uuid not null references card,
    kind         text not null check (kind in ('BLOCKS', 'RELATES_TO', 'DUPLICATES')),
    unique (from_id, to_id, kind),
    check (from_id <> to_id)
);

-- What core knows of the agents' runs, from their events; an older event never overwrites a newer one.
create table card_run (
    run_id       uuid        primary key,
    workspace_id uuid        not null references workspace,
    card_id      uuid        not null references card,
    agent_id     text        not null,
    status       text        not null,
    run_seq      bigint      not null,
    lane_visit   int         not null,
    updated_at   timestamptz not null
);

create index card_run_card on card_run (card_id);

alter table card enable row level security;
create policy tenant on card using (sees(workspace_id));
alter table card_comment enable row level security;
create policy tenant on card_comment using (sees(workspace_id));
alter table card_history enable row level security;
create policy tenant on card_history using (sees(workspace_id));
alter table card_link enable row level security;
create policy tenant on card_link using (sees(workspace_id));
alter table card_run enable row level security;
create policy tenant on card_run using (sees(workspace_id));
