-- Steps of runs that ended long ago are forgotten; the run itself stays in its card's history.
alter table run add column steps_forgotten boolean not null default false;
create index run_with_old_steps on run (finished_at) where not steps_forgotten and finished_at is not null;
create index task_when on task using brin (created_at) with (pages_per_range = 16);
