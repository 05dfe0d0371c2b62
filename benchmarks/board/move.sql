-- A card goes to the end of a lane: read and locked, placed, written, told.
\set number random(1, :cards)
\set lane random(0, 10)
begin;
select id, lane_id, version from benchmark.card where project_id = md5('project')::uuid and number = :number for no key update;
select rank from benchmark.card where lane_id = md5('lane' || :lane)::uuid and archived_at is null order by rank desc limit 1;
update benchmark.card
set lane_id = md5('lane' || :lane)::uuid, rank = 'V' || lpad(to_hex(nextval('benchmark.place')), 8, '0'), lane_visit = lane_visit + 1,
    version = version + 1, updated_at = now()
where project_id = md5('project')::uuid and number = :number;
insert into benchmark.card_history (id, workspace_id, card_id, actor, action, changes, created_at)
values (gen_random_uuid(), md5('workspace')::uuid, md5('card' || :number)::uuid, 'benchmark', 'moved',
    '{"lane": {"from": 1, "to": 2}, "position": {"from": 1, "to": 2}}', now());
insert into benchmark.outbox (event_id, topic, ordering_key, attributes, payload)
values (gen_random_uuid()::text, 'card-events', :number, '{"eventType": "moved"}', repeat('payload ', 70));
with counter as (
    update benchmark.workspace_feed set head = head + 1 where workspace_id = md5('workspace')::uuid returning head)
insert into benchmark.feed_event (workspace_id, seq, event_id, type, data)
select md5('workspace')::uuid, head, gen_random_uuid()::text, 'card.moved', repeat('payload ', 70) from counter;
commit;
