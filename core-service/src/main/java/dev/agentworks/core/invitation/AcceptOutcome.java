package dev.agentworks.core.invitation;

import dev.agentworks.core.workspace.WorkspaceView;

/** What became of an invitation that somebody accepts. */
public sealed interface AcceptOutcome {

    /** The person is a member now, or was one already. */
    record Joined(WorkspaceView workspace) implements AcceptOutcome {}

    /** The invitation was sent to another address than that of the person. */
    record OtherAddress() implements AcceptOutcome {}

    /** It is unknown, too old, revoked, or used by somebody else. */
    record Unusable() implements AcceptOutcome {}
}
