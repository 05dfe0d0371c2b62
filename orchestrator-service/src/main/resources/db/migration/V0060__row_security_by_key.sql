-- A row of these belongs to another row. Asked with "exists", the planner may answer by reading the whole other table
-- into a hash for every statement; a row asked for by its key is one step into an index. The engine, behind which no
-- person stands, is not asked at all.
create function engine_asks() returns boolean
    language sql stable
    return coalesce(current_setting('app.user_id', true), '') = '';

alter policy run_step_workspace on run_step
    using (engine_asks() or visible_workspace((select workspace_id from run where run.run_id = run_step.run_id)));
alter policy branch_push_workspace on branch_push
    using (engine_asks() or visible_workspace(
        (select workspace_id from remote where remote.project_id = branch_push.project_id)));
alter policy git_ref_workspace on git_ref
    using (engine_asks() or visible_workspace(
        (select workspace_id from repository where repository.project_id = git_ref.project_id)));
alter policy git_pack_workspace on git_pack
    using (engine_asks() or visible_workspace(
        (select workspace_id from repository where repository.project_id = git_pack.project_id)));
alter policy staged_file_workspace on staged_file
    using (engine_asks() or visible_workspace(
        (select workspace_id from run_files where run_files.run_id = staged_file.run_id)));
alter policy staged_step_workspace on staged_step
    using (engine_asks() or visible_workspace(
        (select workspace_id from run_files where run_files.run_id = staged_step.run_id)));

-- A run's row is written with every step: with room on its page that touches no index.
alter table run set (fillfactor = 60);
alter table run_step set (fillfactor = 80);
-- rows that are written often and live for a while: dead versions are pruned on the page, the rest before they pile up
alter table run set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
