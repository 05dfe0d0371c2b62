-- Passages of documents with what they mean as a vector of length one, so that a product is a likeness. A version of a
-- document is cut and embedded once for each model; only its newest version is kept. Compared one by one: a project
-- has hundreds of them.
create table passage (
    document_id  uuid   not null,
    version      int    not null,
    model        text   not null,
    number       int    not null,
    workspace_id uuid   not null,
    project_id   uuid   not null,
    text         text   not null,
    meaning      real[] not null,
    primary key (document_id, version, model, number)
);
create index passage_of_project on passage (project_id, model);
alter table passage enable row level security;
create policy passage_workspace on passage using (visible_workspace(workspace_id));
