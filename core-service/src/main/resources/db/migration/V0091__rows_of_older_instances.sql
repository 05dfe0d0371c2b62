-- V0075 and V0076 filled their columns once. What an older instance wrote beside them until it ended has the defaults: a
-- document of one card without its owner, a card of an agent's or one that a person moved without its mark. This release
-- makes no such rows, so that they can be told.
update document d
set card_id = l.card_id
from document_card l
where d.card_id is null
  and l.document_id = d.id
  and not exists (select from document_card o where o.document_id = d.id and o.card_id <> l.card_id)
  -- what somebody else has meanwhile is the card's blueprint; an older instance's second one is nobody's
  and (d.type <> 'BLUEPRINT'
    or not exists (select from document o where o.type = 'BLUEPRINT' and o.card_id = l.card_id)
    and not exists (
        select from document o join document_card ol on ol.document_id = o.id
        where o.type = 'BLUEPRINT' and o.card_id is null and ol.card_id = l.card_id
          and (o.created_at, o.id) < (d.created_at, d.id)));

update card c
set made_by_agent = true
where not made_by_agent
  and exists (
    select from card_history h where h.card_id = c.id and h.action = 'created' and h.actor like 'agent:%');

update card c
set moved_by_person = true
where not moved_by_person
  and exists (
    select from card_history h
    where h.card_id = c.id and h.action = 'moved' and h.actor like 'user:%' and h.changes ? 'lane');
