-- The cards that may go on by themselves, found without those that did long ago.
create index card_waiting on card (project_id)
    where settled_completed and settled_visit = lane_visit and archived_at is null;
drop index card_settled;
