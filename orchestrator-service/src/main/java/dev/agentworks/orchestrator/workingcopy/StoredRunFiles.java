package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.remote.PushQueue;
import dev.agentworks.orchestrator.repository.MergePlan;
import dev.agentworks.orchestrator.repository.MergePlan.Target;
import dev.agentworks.orchestrator.repository.MergePlanner;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.RefMove;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Applied;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Changed;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Conflicts;
import dev.agentworks.orchestrator.workingcopy.RunFilesRow.State;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps runs' changes in the project's repository; rows and references move in one transaction. */
@Component
class StoredRunFiles implements RunFiles {

    private static final int MOST_ATTEMPTS = 50;

    private final RunFilesRows rows;
    private final Staging staging;
    private final Proposals proposals;
    private final MergePlanner merges;
    private final ChangeImport imports;
    private final ProjectRepositories repositories;
    private final PushQueue pushes;
    private final TransactionTemplate transaction;
    private final ComputePool merging;

    StoredRunFiles(
            RunFilesRows rows,
            Staging staging,
            Proposals proposals,
            MergePlanner merges,
            ChangeImport imports,
            ProjectRepositories repositories,
            PushQueue pushes,
            TransactionTemplate transaction,
            ComputePools pools) {
        this.rows = rows;
        this.staging = staging;
        this.proposals = proposals;
        this.merges = merges;
        this.imports = imports;
        this.repositories = repositories;
        this.pushes = pushes;
        this.transaction = transaction;
        this.merging = pools.pool("merge");
    }

    @Override
    public Optional<Proposal> propose(FileRun run, String agentName, String summary) {
        var row = rows.find(run.runId()).orElse(null);
        if (row == null) {
            return Optional.empty();
        }
        if (row.state() == State.OPEN) {
            row = proposals.create(row, agentName, summary);
        }
        return switch (row.state()) {
            case OPEN, EMPTY, DISCARDED -> Optional.empty();
            case PROPOSED, APPLIED -> Optional.of(proposal(row));
        };
    }

    @Override
    public Application apply(
            FileRun run, @Nullable String approver, String digest, LeaseGuard lease) {
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
            var applied = attempt(row, approver, lease);
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
                // only the holder of the row moves a run's own reference
                repositories.move(
                        row.projectId(), List.of(new RefMove(row.reference(), row.commit(), null)));
            }
        });
    }

    @Override
    public List<String> importChanges(FileRun run, UUID earlierRun) {
        return imports.importChanges(run, earlierRun);
    }

    /** Empty when a branch has moved since it was read: the merge is then planned again. */
    private Optional<Application> attempt(
            RunFilesRow row, @Nullable String approver, LeaseGuard lease) {
        return switch (merging.computeInTurn(() -> plan(row, approver))) {
            case MergePlan.Conflicting(var paths) -> Optional.of(new Conflicts(paths));
            case MergePlan.Ready ready ->
                    Objects.requireNonNull(
                            transaction.execute(_ -> {
                                // the run is locked before its files, as in a person's decision
                                lease.requireHeld();
                                return merge(row, ready, approver);
                            }));
        };
    }

    private MergePlan plan(RunFilesRow row, @Nullable String approver) {
        try {
            return merges.plan(row.projectId(), commit(row), targets(row, approver));
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private static List<Target> targets(RunFilesRow row, @Nullable String approver) {
        var targets = new ArrayList<Target>();
        targets.add(target(row, row.cardBranch(), true, approver));
        if (approver != null) {
            targets.add(target(row, ProjectRepositories.DEFAULT_BRANCH, false, approver));
        }
        return targets;
    }

    private static Target target(
            RunFilesRow row, String branch, boolean fastForward, @Nullable String approver) {
        var name = Repository.shortenRefName(branch);
        return new Target(branch, fastForward, CommitMessages.merge(row, name, approver));
    }

    private Optional<Application> merge(
            RunFilesRow row, MergePlan.Ready plan, @Nullable String approver) {
        var moves = new ArrayList<RefMove>();
        moves.add(new RefMove(row.reference(), row.commit(), null));
        moves.addAll(plan.moves());
        var now = rows.lock(row.runId()).orElseThrow();
        if (now.state() != State.PROPOSED || !repositories.move(row.projectId(), moves)) {
            return Optional.empty();
        }
        rows.applied(row.runId(), plan.commit(), approver);
        pushes.enqueue(
                row.projectId(),
                row.cardBranch(),
                row.cardKey() + ": " + plan.subject(),
                CommitMessages.pullRequest(row, approver));
        return Optional.of(new Applied(plan.commit().name()));
    }

    private static Proposal proposal(RunFilesRow row) {
        return new Proposal(Objects.requireNonNull(row.digest()), commit(row).name(), row.files());
    }

    private static ObjectId commit(RunFilesRow row) {
        return Objects.requireNonNull(row.commit());
    }

    private static IllegalStateException nothingProposed(FileRun run) {
        return new IllegalStateException("run %s has proposed nothing".formatted(run.runId()));
    }
}
