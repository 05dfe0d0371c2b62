package dev.agentworks.orchestrator.workingcopy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run's changes to its project's repository, from the end of its work to a person's decision.
 * Every method may be called again and then answers the same. In a transaction of the caller the
 * references move when that transaction commits.
 */
public interface RunFiles {

    /**
     * Commits the run's staged changes to {@code refs/runs/<run id>}; empty when they change
     * nothing. Nothing can be staged afterwards.
     *
     * @param agentName author of the commit, as people know it
     * @param summary what the run did; its first line is the subject of the commit
     */
    Optional<Proposal> propose(FileRun run, String agentName, String summary);

    /**
     * Merges the proposal into the card's branch and, with an approver, that branch into the
     * default branch: both or none.
     *
     * @param approver the person who approved it, or null for a run that needs no approval
     * @param digest of the proposal that was approved
     * @param lease checked when the references move: a worker that lost the run moves none
     * @throws IllegalStateException when the run has proposed nothing or was discarded
     */
    Application apply(FileRun run, @Nullable String approver, String digest, LeaseGuard lease);

    /** Removes what the run staged or proposed: it was rejected, cancelled or superseded. */
    void discard(FileRun run);

    /**
     * Stages the changes of an earlier run of the card for a run that repeats its work; call it
     * before the run's first step.
     *
     * @return paths left out because the card's branch has changed them meanwhile
     */
    List<String> importChanges(FileRun run, UUID earlierRun);

    /**
     * A run's changes as one commit.
     *
     * @param digest identifies exactly these changes; an approval names it
     * @param files how many files it touches
     */
    record Proposal(String digest, String commit, int files) {}

    /** What applying a proposal came to. */
    sealed interface Application {

        /**
         * It is merged into the card's branch, and into the default branch when it was approved.
         */
        record Applied(String commit) implements Application {}

        /** The proposal is not the one that was approved. */
        record Changed(String digest) implements Application {}

        /** Other runs changed these paths differently; nothing was merged. */
        record Conflicts(List<String> paths) implements Application {}
    }
}
