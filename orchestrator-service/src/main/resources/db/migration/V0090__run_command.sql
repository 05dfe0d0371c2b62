-- What people decided about runs with an Idempotency-Key, kept with the decision: the same request again decides nothing.
create table run_command (
    id          bytea       primary key,  -- person and key
    run_id      uuid        not null references run on delete cascade,
    fingerprint bytea       not null,     -- of the request: another one with the same key is refused
    done_at     timestamptz not null default now()
);

create index run_command_run on run_command (run_id);
create index run_command_done on run_command (done_at);

alter table run_command enable row level security;
create policy run_command_workspace on run_command
    using (engine_asks() or visible_workspace((select workspace_id from run where run.run_id = run_command.run_id)));
