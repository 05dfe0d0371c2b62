-- What a run was expected to cost the customer, said before it began, and whether that was right.
alter table run
    add estimate_low  numeric(20, 12),
    add estimate_high numeric(20, 12),
    add estimate_hit  boolean generated always as (
        case when status = 'COMPLETED' and estimate_low is not null then price between estimate_low and estimate_high end) stored;

create index run_estimated on run (agent_id, workspace_id) where estimate_hit is not null;
