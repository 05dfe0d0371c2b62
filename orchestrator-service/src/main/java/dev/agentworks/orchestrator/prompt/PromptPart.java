package dev.agentworks.orchestrator.prompt;

/**
 * A part of what an agent is told.
 *
 * @param heading under which it stands; parts of one heading follow each other
 * @param name names the part when it was left out
 * @param priority the part with the lowest priority is left out first
 */
record PromptPart(String heading, String name, String text, int priority) {

    /** Never left out; cut at its end when there is no other way. */
    static final int ALWAYS = Integer.MAX_VALUE;

    static PromptPart always(String heading, String text) {
        return new PromptPart(heading, heading, text, ALWAYS);
    }

    boolean isRemovable() {
        return priority != ALWAYS;
    }
}
