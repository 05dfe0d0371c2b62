-- Whose own a document is: agents of other cards never write it. What a person linked to several cards is no card's own.
alter table document
    add column card_id uuid references card;

update document d
set card_id = c.card_id
from document_card c
where c.document_id = d.id
  and not exists (select from document_card o where o.document_id = d.id and o.card_id <> c.card_id);

-- a project had one blueprint, which every card's agents wrote: it stays with the card it began on
update document d
set card_id = (
    select c.id from document_card l join card c on c.id = l.card_id
    where l.document_id = d.id
    order by c.number
    limit 1)
where d.type = 'BLUEPRINT' and d.card_id is null;

create index document_own on document (card_id, type) where card_id is not null;

drop index document_blueprint;
create unique index document_blueprint on document (card_id) where type = 'BLUEPRINT' and card_id is not null;
