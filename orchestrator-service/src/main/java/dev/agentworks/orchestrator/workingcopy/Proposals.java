package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.CommitSignatures;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.RefMove;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.orchestrator.repository.TreeDiff;
import dev.agentworks.orchestrator.repository.TreeWriter;
import dev.agentworks.orchestrator.workingcopy.RunFilesRow.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns what a run staged into one commit. */
@Component
class Proposals {

    private final ProjectRepositories repositories;
    private final RunFilesRows rows;
    private final Staging staging;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Proposals(
            ProjectRepositories repositories,
            RunFilesRows rows,
            Staging staging,
            TransactionTemplate transaction,
            Clock clock) {
        this.repositories = repositories;
        this.rows = rows;
        this.staging = staging;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Answers the row afterwards. Of two concurrent proposals of a run the first one is kept. */
    RunFilesRow create(RunFilesRow row, String agentName, String summary) {
        try {
            var created = commit(row, agentName, summary);
            return Objects.requireNonNull(transaction.execute(_ -> record(row, created)));
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private NewCommit commit(RunFilesRow row, String agentName, String summary) throws IOException {
        try (var repository = repositories.open(row.projectId());
                var inserter = repository.newObjectInserter()) {
            var tree = TreeWriter.withChanges(inserter, row.base(), staging.of(row.runId()));
            TreeDiff changes;
            try (var reader = inserter.newReader()) {
                changes = TreeDiff.between(reader, row.base(), tree);
            }
            if (changes.isEmpty()) {
                return new NewCommit(ObjectId.zeroId(), changes);
            }
            var now = clock.instant();
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentId(row.base());
            commit.setAuthor(CommitSignatures.agent(row.agentId(), agentName, now));
            commit.setCommitter(CommitSignatures.platform(now));
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage(CommitMessages.of(row, summary));
            var id = inserter.insert(commit);
            inserter.flush();
            return new NewCommit(id, changes);
        }
    }

    private RunFilesRow record(RunFilesRow row, NewCommit created) {
        var now = rows.lock(row.runId()).orElseThrow();
        if (now.state() != State.OPEN) {
            return now;
        }
        if (created.changes().isEmpty()) {
            rows.ended(row.runId(), State.EMPTY);
        } else {
            var reference = new RefMove(row.reference(), null, created.commit());
            if (!repositories.move(row.projectId(), List.of(reference))) {
                throw new IllegalStateException(row.reference() + " is there already");
            }
            rows.proposed(
                    row.runId(),
                    created.commit(),
                    created.changes().digest(),
                    created.changes().count());
        }
        staging.clear(row.runId());
        return rows.find(row.runId()).orElseThrow();
    }

    private record NewCommit(ObjectId commit, TreeDiff changes) {}
}
