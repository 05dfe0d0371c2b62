-- How risky the agent of a run is, as the run's events say: a project's own agents are nowhere else known here.
alter table card_run
    add column risk text;
