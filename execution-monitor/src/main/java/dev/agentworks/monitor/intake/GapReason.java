package dev.agentworks.monitor.intake;

import java.util.Locale;

/** Why lines of a producer are not where they belong. They are taken whenever they come. */
enum GapReason {
    /** Later lines came first and could not wait longer for these. */
    DELAYED(" not arrived yet"),
    /** The run ended long ago, and they have not come. */
    MISSING(" not arrived although the run ended a while ago");

    private final String words;

    GapReason(String words) {
        this.words = words;
    }

    /** The end of the sentence that tells a reader. */
    String words() {
        return words;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
