-- How risky the run's agent is: core hears of it and lets a run of high risk count only when a person approved it.
alter table run
    add column risk text;
