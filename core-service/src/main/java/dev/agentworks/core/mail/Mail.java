package dev.agentworks.core.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one person.
 *
 * @param text plain text; it may hold a secret link, and is in no log
 * @param uselessAfter it is not sent any more after this time; null: as good late as soon
 */
public record Mail(String recipient, String subject, String text, @Nullable Instant uselessAfter) {

    private static final int LONGEST_SUBJECT = 200;

    public Mail {
        // a name in a subject must not begin a header of its own
        subject = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        if (subject.length() > LONGEST_SUBJECT) {
            subject = subject.substring(0, LONGEST_SUBJECT);
        }
    }

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
