package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.git.ProjectRepositories;
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

/** Hands the changes of an earlier run to one that does its work again. */
@Component
class Adoptions {

    private static final String STEP = "adopt";

    private final CardBranches branches;
    private final RunFilesRows rows;
    private final Staging staging;
    private final ProjectRepositories repositories;

    Adoptions(
            CardBranches branches,
            RunFilesRows rows,
            Staging staging,
            ProjectRepositories repositories) {
        this.branches = branches;
        this.rows = rows;
        this.staging = staging;
        this.repositories = repositories;
    }

    List<String> adopt(FileRun again, UUID earlierRun) {
        var earlier = rows.find(earlierRun).orElse(null);
        if (earlier == null
                || earlier.commit() == null
                || !earlier.cardId().equals(again.cardId())) {
            return List.of();
        }
        var row = branches.begin(again);
        try {
            var changes = new HashMap<String, Optional<byte[]>>();
            var left = compare(row, earlier, earlier.commit(), changes);
            staging.stage(row.runId(), STEP, changes);
            return left;
        } catch (IOException e) {
            throw Unavailable.because(e);
        }
    }

    private List<String> compare(
            RunFilesRow row,
            RunFilesRow earlier,
            ObjectId commit,
            Map<String, Optional<byte[]>> changes)
            throws IOException {
        var left = new ArrayList<String>();
        try (var repository = repositories.open(row.projectId());
                var reader = repository.newObjectReader()) {
            var before = CommitFiles.of(reader, earlier.base()).blobs();
            var after = CommitFiles.of(reader, commit).blobs();
            var now = CommitFiles.of(reader, row.base()).blobs();
            for (var entry : Changes.between(reader, earlier.base(), commit).entries()) {
                var path = Changes.path(entry);
                var wanted = after.get(path);
                if (Objects.equals(now.get(path), wanted)) {
                    continue;
                }
                if (!Objects.equals(now.get(path), before.get(path))) {
                    left.add(path);
                } else if (wanted == null) {
                    changes.put(path, Optional.empty());
                } else {
                    var content = CommitFiles.content(reader, wanted, Staging.LARGEST_FILE);
                    changes.put(path, Optional.of(content.orElseThrow()));
                }
            }
        }
        return left;
    }
}
