create table note (
    id        uuid primary key,
    tenant_id text not null,
    text      text not null
);
alter table note enable row level security;
create policy note_of_tenant on note
    using (tenant_id = current_setting('app.tenant_id', true));
