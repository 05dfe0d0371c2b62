-- The references are copied into the object storage beside the packs, so that a repository can be had from there
-- alone. Each change of a reference counts; a copy is named by the count it shows.
alter table repository
    add column refs_revision bigint not null default 1,
    add column refs_copied bigint not null default 0;
create index repository_refs_to_copy on repository (project_id) where refs_copied < refs_revision;

create function count_reference_change() returns trigger
    language plpgsql as
$$
begin
    update repository set refs_revision = refs_revision + 1
    where project_id = coalesce(new.project_id, old.project_id);
    return null;
end
$$;
create trigger git_ref_changed
    after insert or update or delete on git_ref
    for each row execute function count_reference_change();
