-- Which states of a run are its end, said once. The planner puts the list in its place, so that an index over a part of
-- the runs is still found.
create function run_is_over(status text) returns boolean
    language sql immutable parallel safe
    return status in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED');
