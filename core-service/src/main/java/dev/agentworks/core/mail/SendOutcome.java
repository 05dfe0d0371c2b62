package dev.agentworks.core.mail;

/** What became of an attempt to send a mail. Reasons hold no word of the mail or of the server. */
sealed interface SendOutcome {

    record Sent() implements SendOutcome {}

    /** The server will never take it. */
    record Refused(String reason) implements SendOutcome {}

    /** It may go well later. */
    record Postponed(String reason) implements SendOutcome {}
}
