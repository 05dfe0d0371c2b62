package dev.agentworks.core.identity;

/** What became of a refresh token that was given in. */
public sealed interface RefreshOutcome {

    /** The session goes on with another token. */
    record Refreshed(Sessions.OpenSession session) implements RefreshOutcome {}

    /**
     * The token was used before: somebody has a copy of it. Its session has ended, and whatever was
     * issued for it must not be accepted any longer.
     */
    record Reused(SessionId session) implements RefreshOutcome {}

    /** The token is unknown or too old, or its session has ended. */
    record Unusable() implements RefreshOutcome {}
}
