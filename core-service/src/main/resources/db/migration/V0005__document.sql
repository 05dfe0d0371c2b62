create table document (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    project_id   uuid        not null references project,
    type         text        not null,
    title        text        not null,
    status       text        not null,
    version      int         not null,
    author       text        not null,
    approved_by  uuid references person,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

create index document_project on document (project_id, type);
-- a project has one blueprint, whichever card it was written on
create unique index document_blueprint on document (project_id) where type = 'BLUEPRINT';

create table document_version (
    document_id  uuid        not null references document,
    version      int         not null,
    workspace_id uuid        not null references workspace,
    title        text        not null,
    content      text        not null,
    author       text        not null,
    note         text,
    created_at   timestamptz not null,
    primary key (document_id, version)
);

create table document_card (
    document_id  uuid not null references document,
    card_id      uuid not null references card,
    workspace_id uuid not null references workspace,
    primary key (document_id, card_id)
);

create index document_card_card on document_card (card_id);

alter table document enable row level security;
create policy tenant on document using (sees(workspace_id));
alter table document_version enable row level security;
create policy tenant on document_version using (sees(workspace_id));
alter table document_card enable row level security;
create policy tenant on document_card using (sees(workspace_id));
