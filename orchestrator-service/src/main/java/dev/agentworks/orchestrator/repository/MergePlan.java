package dev.agentworks.orchestrator.repository;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** How a commit can be merged into one branch after the other. */
public sealed interface MergePlan {

    /**
     * Every merge is clean.
     *
     * @param moves the branches to move, from where they were read
     * @param commit where the last of the branches will point
     * @param subject first line of the merged commit's message
     */
    record Ready(List<RefMove> moves, ObjectId commit, String subject) implements MergePlan {}

    /** These paths differ from what a branch has made of them meanwhile. */
    record Conflicting(List<String> paths) implements MergePlan {}

    /**
     * A branch to merge into.
     *
     * @param fastForward whether the branch moves to the commit without a merge where it can
     * @param message of the merge commit
     */
    record Target(String branch, boolean fastForward, String message) {}
}
