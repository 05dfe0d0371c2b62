-- A run may wait for a person: with a question, with a change to approve, or parked.
alter table run
    -- the time a person takes does not count against the run's deadline
    add column waiting_since     timestamptz,
    add column question_step     text,
    add column question_text     text,
    add column question_choices  text[],
    add column question_deadline timestamptz,
    add column approved_by       text;

-- a question wakes its run at its deadline
drop index run_due;
create index run_due on run (wake_at) where status in ('QUEUED', 'WAITING', 'WAITING_INPUT');

alter table run_step drop constraint run_step_kind_check;
alter table run_step add constraint run_step_kind_check
    check (kind in ('CONFIG', 'MODEL', 'TOOL', 'PROPOSE', 'APPROVAL', 'APPLY', 'COMPLETE', 'END', 'COMPENSATION'));

alter table run drop constraint run_stop_reason_check;
alter table run add constraint run_stop_reason_check check (stop_reason in ('CANCELLED', 'SUPERSEDED', 'GIVEN_UP', 'DEADLINE'));
