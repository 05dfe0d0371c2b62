-- Why the attempts at a step have come to nothing and since when, and how many of its new calls were made because the
-- provider could not be used: those are limited by the run's time and not by their number.
alter table run_step
    add column outage_no int not null default 0,
    add column failing_code text,
    add column failing_detail text,
    add column failing_since timestamptz;
