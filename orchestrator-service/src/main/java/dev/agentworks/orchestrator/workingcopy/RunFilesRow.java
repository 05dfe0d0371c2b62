package dev.agentworks.orchestrator.workingcopy;

import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** The row of a run's working copy. */
record RunFilesRow(
        UUID runId,
        UUID workspaceId,
        UUID projectId,
        UUID cardId,
        String cardKey,
        String agentId,
        ObjectId base,
        State state,
        @Nullable ObjectId commit,
        @Nullable String digest,
        int files,
        @Nullable ObjectId applied) {

    String cardBranch() {
        return branchOf(cardKey);
    }

    String reference() {
        return "refs/runs/" + runId;
    }

    static String branchOf(String cardKey) {
        return "refs/heads/card/" + cardKey;
    }

    /** The states from the first access to the end. */
    enum State {
        OPEN,
        EMPTY,
        PROPOSED,
        APPLIED,
        DISCARDED
    }
}
