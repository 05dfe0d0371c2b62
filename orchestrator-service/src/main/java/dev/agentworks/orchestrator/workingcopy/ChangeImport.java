package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.orchestrator.repository.TreeDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.springframework.stereotype.Component;

/** Stages the changes of an earlier run for a run that repeats its work. */
@Component
class ChangeImport {

    /** Under this key the import is staged once. */
    private static final String STEP = "adopt";

    private final CardBranches branches;
    private final RunFilesRows rows;
    private final Staging staging;
    private final ProjectRepositories repositories;

    ChangeImport(
            CardBranches branches,
            RunFilesRows rows,
            Staging staging,
            ProjectRepositories repositories) {
        this.branches = branches;
        this.rows = rows;
        this.staging = staging;
        this.repositories = repositories;
    }

    /** Answers the paths that were left out, because the branch has changed them meanwhile. */
    List<String> importChanges(FileRun run, UUID earlierRun) {
        var earlier = rows.find(earlierRun).orElse(null);
        if (earlier == null || earlier.commit() == null || !earlier.cardId().equals(run.cardId())) {
            return List.of();
        }
        var row = branches.begin(run);
        try {
            var changes = new HashMap<String, Optional<byte[]>>();
            var skipped = compare(row, earlier, earlier.commit(), changes);
            staging.stage(row.runId(), STEP, changes);
            return skipped;
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private List<String> compare(
            RunFilesRow row,
            RunFilesRow earlier,
            ObjectId commit,
            Map<String, Optional<byte[]>> changes)
            throws IOException {
        var skipped = new ArrayList<String>();
        try (var repository = repositories.open(row.projectId());
                var reader = repository.newObjectReader()) {
            var before = CommitFiles.of(reader, earlier.base()).blobs();
            var after = CommitFiles.of(reader, commit).blobs();
            var now = CommitFiles.of(reader, row.base()).blobs();
            for (var entry : TreeDiff.between(reader, earlier.base(), commit).entries()) {
                var path = TreeDiff.path(entry);
                var wanted = after.get(path);
                if (Objects.equals(now.get(path), wanted)) {
                    continue;
                }
                if (!Objects.equals(now.get(path), before.get(path))) {
                    skipped.add(path);
                } else if (wanted == null) {
                    changes.put(path, Optional.empty());
                } else {
                    var content = CommitFiles.content(reader, wanted, Staging.LARGEST_FILE);
                    changes.put(path, Optional.of(content.orElseThrow()));
                }
            }
        }
        return skipped;
    }
}
