package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.RunFiles.Application.Applied;
import dev.agentworks.orchestrator.file.RunFiles.Application.Changed;
import dev.agentworks.orchestrator.file.RunFiles.Application.Conflicts;
import dev.agentworks.orchestrator.file.RunFilesRow.State;
import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import dev.agentworks.orchestrator.file.git.RefMove;
import dev.agentworks.orchestrator.file.remote.Pushes;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs' changes in the project's repository; rows and references move in one transaction. */
@Component
class StoredRunFiles implements RunFiles {

    private static final int MOST_ATTEMPTS = 50;

    private final RunFilesRows rows;
    private final Staging staging;
    private final Proposals proposals;
    private final Landings landings;
    private final Adoptions adoptions;
    private final ProjectRepositories repositories;
    private final Pushes pushes;
    private final TransactionTemplate transaction;

    StoredRunFiles(
            RunFilesRows rows,
            Staging staging,
            Proposals proposals,
            Landings landings,
            Adoptions adoptions,
            ProjectRepositories repositories,
            Pushes pushes,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.staging = staging;
        this.proposals = proposals;
        this.landings = landings;
        this.adoptions = adoptions;
        this.repositories = repositories;
        this.pushes = pushes;
        this.transaction = transaction;
    }

    @Override
    public Optional<Proposal> propose(FileRun run, String agentName, String summary) {
        var row = rows.find(run.runId()).orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        if (row.state() == State.OPEN) {
            row = proposals.make(row, agentName, summary);
        }
        return switch (row.state()) {
            case OPEN, EMPTY, DISCARDED -> Optional.empty();
            case PROPOSED, APPLIED -> Optional.of(proposal(row));
        };
    }

    @Override
    public Application apply(FileRun run, @Nullable String approver, String digest, Fence fence) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var row = rows.find(run.runId()).orElseThrow(() -> nothingProposed(run));
            var proposal =
                    switch (row.state()) {
                        case OPEN, EMPTY, DISCARDED -> throw nothingProposed(run);
                        case PROPOSED, APPLIED -> proposal(row);
                    };
            if (!proposal.digest().equals(digest)) {
                return new Changed(proposal.digest());
            }
            if (row.applied() != null) {
                return new Applied(row.applied().name());
            }
            var applied = attempt(row, approver, fence);
            if (applied.isPresent()) {
                return applied.get();
            }
        }
        throw new IllegalStateException(
                "the branches of %s move faster than they can be merged"
                        .formatted(run.projectId()));
    }

    @Override
    public void discard(FileRun run) {
        transaction.executeWithoutResult(_ -> {
            var row = rows.lock(run.runId()).orElse(null);
            if (row == null || row.state() == State.APPLIED || row.state() == State.DISCARDED) {
                return;
            }
            staging.clear(run.runId());
            rows.ended(run.runId(), State.DISCARDED);
            if (row.state() == State.PROPOSED) {
                // nobody else moves a run's own reference while its row is held
                repositories.move(
                        row.projectId(), List.of(new RefMove(row.reference(), row.commit(), null)));
            }
        });
    }

    @Override
    public List<String> adopt(FileRun again, UUID earlierRun) {
        return adoptions.adopt(again, earlierRun);
    }

    /** Empty when a branch moved while this was merged: then it is merged again. */
    private Optional<Application> attempt(RunFilesRow row, @Nullable String approver, Fence fence) {
        Landings.Landing landing;
        try {
            landing = landings.prepare(row, approver);
        } catch (IOException e) {
            throw Unavailable.because(e);
        }
        return switch (landing) {
            case Landings.Landing.Blocked(var paths) -> Optional.of(new Conflicts(paths));
            case Landings.Landing.Ready ready ->
                    Objects.requireNonNull(
                            transaction.execute(_ -> {
                                // the run before its files, as a person's decision takes its locks
                                fence.hold();
                                return land(row, ready, approver);
                            }));
        };
    }

    private Optional<Application> land(
            RunFilesRow row, Landings.Landing.Ready ready, @Nullable String approver) {
        var now = rows.lock(row.runId()).orElseThrow();
        if (now.state() != State.PROPOSED || !repositories.move(row.projectId(), ready.moves())) {
            return Optional.empty();
        }
        rows.applied(row.runId(), ready.commit(), approver);
        pushes.wanted(
                row.projectId(),
                row.cardBranch(),
                row.cardKey() + ": " + ready.subject(),
                Messages.pullRequest(row, approver));
        return Optional.of(new Applied(ready.commit().name()));
    }

    private static Proposal proposal(RunFilesRow row) {
        return new Proposal(
                Objects.requireNonNull(row.digest()),
                Objects.requireNonNull(row.commit()).name(),
                row.files());
    }

    private static IllegalStateException nothingProposed(FileRun run) {
        return new IllegalStateException("run %s has proposed nothing".formatted(run.runId()));
    }
}
