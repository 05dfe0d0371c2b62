-- Cards that agents made and nobody began wait in their lane without filling it.
alter table card
    add column made_by_agent   boolean not null default false,
    add column moved_by_person boolean not null default false;

update card c
set made_by_agent = true
where exists (
    select from card_history h where h.card_id = c.id and h.action = 'created' and h.actor like 'agent:%');

update card c
set moved_by_person = true
where exists (
    select from card_history h
    where h.card_id = c.id and h.action = 'moved' and h.actor like 'user:%' and h.changes ? 'lane');
