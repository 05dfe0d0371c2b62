package dev.agentworks.core.identity;

import java.util.List;

/** What became of a new password. */
public sealed interface PasswordOutcome {

    /** It is in force; these sessions ended with the old one. */
    record Changed(List<SessionId> ended) implements PasswordOutcome {
        public Changed {
            ended = List.copyOf(ended);
        }
    }

    /** The present password was not the one that was given. */
    record WrongPassword() implements PasswordOutcome {}

    /** It is too easy; the reason says how. */
    record WeakPassword(String reason) implements PasswordOutcome {}

    /** The link was used or is too old. */
    record LinkUnusable() implements PasswordOutcome {}
}
