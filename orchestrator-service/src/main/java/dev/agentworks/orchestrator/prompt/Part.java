package dev.agentworks.orchestrator.prompt;

/**
 * A piece of what an agent is told.
 *
 * @param heading under which it stands; pieces of one heading follow each other
 * @param name what it is called when it had to be left out
 * @param worth what is worth less goes first
 */
record Part(String heading, String name, String text, int worth) {

    /** Never left out; cut at its end when there is no other way. */
    static final int ALWAYS = Integer.MAX_VALUE;

    static Part always(String heading, String text) {
        return new Part(heading, heading, text, ALWAYS);
    }

    boolean mayGo() {
        return worth != ALWAYS;
    }
}
