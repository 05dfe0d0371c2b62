-- A stay goes on by rules: one after the other, then all at once, then it is settled and core is told.
alter table lane_visit
    add project_id       uuid,
    add parallel         text[]  not null default '{}',
    -- nothing starts by itself here: the stay is not over before a person started something
    add waits_for_person boolean not null default false,
    add settled          text check (settled in ('COMPLETED', 'INCOMPLETE')),
    add settled_told     boolean not null default false,
    -- when somebody should look at the card again; the number tells whether it was asked for meanwhile
    add look_at          timestamptz,
    add look_no          bigint  not null default 0;

update lane_visit set project_id = card_cursor.project_id from card_cursor where card_cursor.card_id = lane_visit.card_id;
alter table lane_visit alter project_id set not null;

create index lane_visit_look on lane_visit (look_at) where state = 'ACTIVE' and look_at is not null;
-- a queued run without a time to wake is held back by its stay
create index run_held on run (project_id) where status = 'QUEUED' and wake_at is null;
create index run_of_stay on run (card_id, lane_visit_no);
