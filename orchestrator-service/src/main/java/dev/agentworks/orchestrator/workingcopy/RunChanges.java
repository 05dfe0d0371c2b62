package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.access.UserScope;
import dev.agentworks.orchestrator.repository.MergePlanner;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.orchestrator.repository.TreeDiff;
import dev.agentworks.orchestrator.repository.TreeWriter;
import dev.agentworks.orchestrator.workingcopy.FileChanges.FileChange;
import dev.agentworks.orchestrator.workingcopy.RunFilesRow.State;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows people the changes of runs; row security limits them to their workspaces. */
@Component
public class RunChanges {

    private final RunFilesRows rows;
    private final Staging staging;
    private final MergePlanner merges;
    private final ProjectRepositories repositories;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ComputePool diffs;

    RunChanges(
            RunFilesRows rows,
            Staging staging,
            MergePlanner merges,
            ProjectRepositories repositories,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ComputePools pools) {
        this.rows = rows;
        this.staging = staging;
        this.merges = merges;
        this.repositories = repositories;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.diffs = pools.pool("diff");
    }

    /** The files of the change, without their patches. */
    public FileChanges files(UUID run, ActingUser user) {
        return UserScope.call(user, () -> diffs.compute(() -> changes(run, null, false)));
    }

    /**
     * The change with patches, and with the hunks in which it conflicts with its branches.
     *
     * @param path only this file
     */
    public FileChanges diff(UUID run, @Nullable String path, ActingUser user) {
        return UserScope.call(user, () -> diffs.compute(() -> changes(run, path, true)));
    }

    private FileChanges changes(UUID run, @Nullable String path, boolean patches) {
        var row = rows.find(run).orElse(null);
        if (row == null) {
            requireRun(run);
            return FileChanges.NONE;
        }
        try {
            return changes(row, path, patches);
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private FileChanges changes(RunFilesRow row, @Nullable String path, boolean patches)
            throws IOException {
        var conflicts =
                patches && row.state() == State.PROPOSED
                        ? conflicts(row)
                        : Map.<String, String>of();
        try (var repository = repositories.open(row.projectId());
                var inserter = repository.newObjectInserter()) {
            // nothing is flushed: the objects of a change that is still staged are only looked at
            var head =
                    row.commit() != null
                            ? row.commit()
                            : TreeWriter.withChanges(inserter, row.base(), staging.of(row.runId()));
            try (var reader = inserter.newReader();
                    var formatted = new PatchWriter(reader, patches)) {
                var changes = TreeDiff.between(reader, row.base(), head);
                var items = new ArrayList<FileChange>();
                for (var entry : changes.entries()) {
                    var name = TreeDiff.path(entry);
                    if (path == null || path.equals(name)) {
                        items.add(formatted.of(entry).withConflict(conflicts.get(name)));
                    }
                }
                return new FileChanges(
                        changes.isEmpty() ? "" : changes.digest(),
                        row.base().name(),
                        name(row.commit()),
                        items);
            }
        }
    }

    private Map<String, String> conflicts(RunFilesRow row) throws IOException {
        return merges.conflicts(
                row.projectId(),
                Objects.requireNonNull(row.commit()),
                List.of(row.cardBranch(), ProjectRepositories.DEFAULT_BRANCH));
    }

    // a run that changed no file has no row here, but it must be one that the person may see
    private void requireRun(UUID run) {
        var known =
                transaction.execute(_ ->
                        jdbc.sql("select exists (select 1 from run where run_id = :run)")
                                .param("run", run)
                                .query(Boolean.class)
                                .single());
        if (!Boolean.TRUE.equals(known)) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no run " + run + ".");
        }
    }

    private static @Nullable String name(@Nullable ObjectId id) {
        return id == null ? null : id.name();
    }
}
