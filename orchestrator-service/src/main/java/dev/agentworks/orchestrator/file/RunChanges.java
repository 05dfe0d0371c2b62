package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.FileChanges.FileChange;
import dev.agentworks.orchestrator.file.RunFilesRow.State;
import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may read of a run's changes; row security confines them to their workspaces. */
@Component
public class RunChanges {

    private final RunFilesRows rows;
    private final Staging staging;
    private final Landings landings;
    private final ProjectRepositories repositories;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RunChanges(
            RunFilesRows rows,
            Staging staging,
            Landings landings,
            ProjectRepositories repositories,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.staging = staging;
        this.landings = landings;
        this.repositories = repositories;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The files of the change, without their patches. */
    public FileChanges files(UUID run, ActingUser user) {
        return Readers.call(user, () -> changes(run, null, false));
    }

    /**
     * The change with patches, and with what stands in its way.
     *
     * @param path only this file
     */
    public FileChanges diff(UUID run, @Nullable String path, ActingUser user) {
        return Readers.call(user, () -> changes(run, path, true));
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
            throw Unavailable.because(e);
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
                            : Trees.changed(inserter, row.base(), staging.of(row.runId()));
            try (var reader = inserter.newReader();
                    var formatted = new Patches(reader, patches)) {
                var changes = Changes.between(reader, row.base(), head);
                var items = new ArrayList<FileChange>();
                for (var entry : changes.entries()) {
                    var name = Changes.path(entry);
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
        return switch (landings.outlook(row)) {
            case Merges.Merge.Clean _ -> Map.of();
            case Merges.Merge.Conflicting(var hunks) -> hunks;
        };
    }

    // a run that touched no file has no row here, but must be one that may be seen
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
