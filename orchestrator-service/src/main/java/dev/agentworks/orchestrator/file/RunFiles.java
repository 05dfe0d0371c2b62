package dev.agentworks.orchestrator.file;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run changes in its project's repository, from the end of its work to a person's word.
 * Every method may be called again and then answers the same; inside a transaction of the caller
 * the references move when that commits.
 */
public interface RunFiles {

    /**
     * Makes the run's staged changes one commit on {@code refs/runs/<run id>}; empty when it staged
     * nothing that differs. Nothing can be staged afterwards.
     *
     * @param agentName author of the commit, as people know it
     * @param summary what the run did; its first line heads the commit
     */
    Optional<Proposal> propose(FileRun run, String agentName, String summary);

    /**
     * Merges what was proposed into the card's branch and, with an approver, the branch into the
     * default branch: all of it or nothing.
     *
     * @param approver who said yes, or null for a run that needs nobody's yes
     * @param digest of the proposal that was seen
     * @param fence asked when the references move: who lost the run moves none
     * @throws IllegalStateException when the run has proposed nothing or was discarded
     */
    Application apply(FileRun run, @Nullable String approver, String digest, Fence fence);

    /** Forgets what the run staged or proposed: it was rejected, cancelled or superseded. */
    void discard(FileRun run);

    /**
     * Lets a run that does another one's work again begin with what that one had changed; call it
     * before its first step.
     *
     * @return paths left out because the card's branch has changed them meanwhile
     */
    List<String> adopt(FileRun again, UUID earlierRun);

    /**
     * A run's changes as one commit.
     *
     * @param digest names exactly these changes; an approval is for it
     * @param files how many files it touches
     */
    record Proposal(String digest, String commit, int files) {}

    /** What became of a proposal. */
    sealed interface Application {

        /** It is part of the card's branch, and of the default branch when somebody approved it. */
        record Applied(String commit) implements Application {}

        /** What was approved is not what is proposed. */
        record Changed(String digest) implements Application {}

        /** These paths were changed by others in another way; nothing was applied. */
        record Conflicts(List<String> paths) implements Application {}
    }
}
