-- One word for one thing: a lane visit is rechecked at a time, and counts how often that was asked for.
alter table lane_visit rename look_at to recheck_at;
alter table lane_visit rename look_no to recheck_no;
alter index lane_visit_look rename to lane_visit_recheck;

-- A message on run-work is a wake-up: a hint that a run may have something to do.
alter table run rename poke_seq to wake_up_seq;
alter table run rename poke_seen to wake_up_seen;
