-- Changes of many cards that came with an Idempotency-Key, and which of the cards were changed: sent again, the others follow.
create table bulk_request (
    id          bytea       primary key,  -- caller and key
    person_id   uuid        not null references person,
    fingerprint bytea       not null,     -- of what is asked: something else under the same key is refused
    asked_at    timestamptz not null default now()
);

create index bulk_request_asked on bulk_request (asked_at);

create table bulk_request_card (
    request_id bytea not null references bulk_request on delete cascade,
    card_id    uuid  not null,
    person_id  uuid  not null references person,
    primary key (request_id, card_id)
);

alter table bulk_request enable row level security;
create policy person on bulk_request using (person_id = (select acting_person()));
alter table bulk_request_card enable row level security;
create policy person on bulk_request_card using (person_id = (select acting_person()));

-- The sweep acts for nobody in particular.
create function forget_bulk_requests(age interval, most integer) returns integer
    language sql security definer set search_path from current
as $$ with gone as (
          delete from bulk_request where ctid = any (array(
              select b.ctid from bulk_request b where b.asked_at < now() - age order by b.asked_at limit most for update skip locked))
          returning 1)
      select count(*)::integer from gone $$;
revoke all on function forget_bulk_requests(interval, integer) from public;
grant execute on function forget_bulk_requests(interval, integer) to "${app_role}";
