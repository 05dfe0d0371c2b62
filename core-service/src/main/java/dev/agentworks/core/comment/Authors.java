package dev.agentworks.core.comment;

/** Whose comments are asked for. */
public enum Authors {
    PEOPLE("user:"),
    AGENTS("agent:");

    private final String prefix;

    Authors(String prefix) {
        this.prefix = prefix;
    }

    /** With which the names of such authors begin. */
    String prefix() {
        return prefix;
    }
}
