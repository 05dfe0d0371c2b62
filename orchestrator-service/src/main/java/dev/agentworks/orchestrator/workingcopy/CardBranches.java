package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.repository.CommitGraph;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.RefMove;
import dev.agentworks.orchestrator.repository.StorageProblems;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.springframework.stereotype.Component;

/**
 * The branch of each card. It starts at the default branch, and is moved forward to it when a run
 * begins and the branch has no commit of its own.
 */
@Component
class CardBranches {

    private static final int MOST_ATTEMPTS = 20;

    private final ProjectRepositories repositories;
    private final RunFilesRows rows;
    private final Core core;

    CardBranches(ProjectRepositories repositories, RunFilesRows rows, Core core) {
        this.repositories = repositories;
        this.rows = rows;
        this.core = core;
    }

    /** The run's working copy; the first access decides which commit it starts from. */
    RunFilesRow begin(FileRun run) {
        return rows.find(run.runId()).orElseGet(() -> first(run));
    }

    private RunFilesRow first(FileRun run) {
        var key = core.card(run.workspaceId(), run.cardId().toString()).path("key").asString();
        if (!Repository.isValidRefName(RunFilesRow.branchOf(key))) {
            throw new IllegalStateException("no branch can be named after the card " + key);
        }
        try {
            repositories.prepare(run.workspaceId(), run.projectId());
            rows.begin(run, key, head(run, RunFilesRow.branchOf(key)));
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
        return rows.find(run.runId()).orElseThrow();
    }

    private ObjectId head(FileRun run, String branch) throws IOException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var refs = repositories.refs(run.projectId());
            var main = Objects.requireNonNull(refs.get(ProjectRepositories.DEFAULT_BRANCH));
            var card = refs.get(branch);
            if (card != null && (card.equals(main) || hasOwnCommits(run, card, main))) {
                return card;
            }
            var move = new RefMove(branch, card, main);
            if (repositories.move(run.projectId(), List.of(move))) {
                return main;
            }
        }
        throw new IllegalStateException(branch + " moves faster than it can be read");
    }

    private boolean hasOwnCommits(FileRun run, ObjectId card, ObjectId main) throws IOException {
        try (var repository = repositories.open(run.projectId());
                var inserter = repository.newObjectInserter()) {
            return !CommitGraph.isAncestor(inserter, card, main);
        }
    }
}
