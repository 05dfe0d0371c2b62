create table project (
    id               uuid        primary key,
    workspace_id     uuid        not null references workspace,
    key              text        not null,
    name             text        not null,
    description      text        not null,
    next_card_number int         not null default 1,
    version          bigint      not null default 0,
    created_at       timestamptz not null,
    archived_at      timestamptz,
    unique (workspace_id, key)
);

create table board (
    id           uuid primary key,
    workspace_id uuid not null references workspace,
    project_id   uuid not null references project,
    name         text not null
);

create index board_project on board (project_id);

create table lane (
    id           uuid primary key,
    workspace_id uuid not null references workspace,
    board_id     uuid not null references board,
    number       int  not null,
    key          text not null,
    name         text not null,
    unique (board_id, number)
);

-- A lane's rule is never changed, only followed by the next version: a visit of a card keeps the one it began with.
create table lane_rule (
    lane_id      uuid        not null references lane,
    version      int         not null,
    workspace_id uuid        not null references workspace,
    rule         jsonb       not null,
    created_at   timestamptz not null,
    primary key (lane_id, version)
);

alter table project enable row level security;
create policy tenant on project using (sees(workspace_id));
alter table board enable row level security;
create policy tenant on board using (sees(workspace_id));
alter table lane enable row level security;
create policy tenant on lane using (sees(workspace_id));
alter table lane_rule enable row level security;
create policy tenant on lane_rule using (sees(workspace_id));
