package dev.agentworks.core.mail;

import java.util.UUID;

/**
 * A mail that this process may send now.
 *
 * @param attempt this one's number, from 1
 */
record DueMail(UUID id, String recipient, String subject, String body, int attempt) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "DueMail[" + id + "]";
    }
}
