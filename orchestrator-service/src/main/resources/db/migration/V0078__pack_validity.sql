-- Packs of new objects were stored with a header that says 1 object, however many they have; Git refuses them. Which
-- packs are as Git reads them is noted here: those of before, and of instances that still run the old version, are
-- looked at one by one and replaced where they are wrong.
alter table git_pack add column validity text not null default 'UNKNOWN'
    check (validity in ('UNKNOWN', 'VALID', 'DAMAGED'));
create index git_pack_unknown on git_pack (created_at) where validity = 'UNKNOWN' and replaced_at is null;
