package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.RunFilesRow.State;
import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import dev.agentworks.orchestrator.file.git.RefMove;
import dev.agentworks.orchestrator.file.git.Signatures;
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

    /** The row afterwards; when two make the same proposal the first one's stands. */
    RunFilesRow make(RunFilesRow row, String agentName, String summary) {
        try {
            var made = commit(row, agentName, summary);
            return Objects.requireNonNull(transaction.execute(_ -> record(row, made)));
        } catch (IOException e) {
            throw Unavailable.because(e);
        }
    }

    private Made commit(RunFilesRow row, String agentName, String summary) throws IOException {
        try (var repository = repositories.open(row.projectId());
                var inserter = repository.newObjectInserter()) {
            var tree = Trees.changed(inserter, row.base(), staging.of(row.runId()));
            Changes changes;
            try (var reader = inserter.newReader()) {
                changes = Changes.between(reader, row.base(), tree);
            }
            if (changes.isEmpty()) {
                return new Made(ObjectId.zeroId(), changes);
            }
            var now = clock.instant();
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setParentId(row.base());
            commit.setAuthor(Signatures.agent(row.agentId(), agentName, now));
            commit.setCommitter(Signatures.platform(now));
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage(Messages.of(row, summary));
            var id = inserter.insert(commit);
            inserter.flush();
            return new Made(id, changes);
        }
    }

    private RunFilesRow record(RunFilesRow row, Made made) {
        var now = rows.lock(row.runId()).orElseThrow();
        if (now.state() != State.OPEN) {
            return now;
        }
        if (made.changes().isEmpty()) {
            rows.ended(row.runId(), State.EMPTY);
        } else {
            var reference = new RefMove(row.reference(), null, made.commit());
            if (!repositories.move(row.projectId(), List.of(reference))) {
                throw new IllegalStateException(row.reference() + " is there already");
            }
            rows.proposed(
                    row.runId(), made.commit(), made.changes().digest(), made.changes().count());
        }
        staging.clear(row.runId());
        return rows.find(row.runId()).orElseThrow();
    }

    private record Made(ObjectId commit, Changes changes) {}
}
