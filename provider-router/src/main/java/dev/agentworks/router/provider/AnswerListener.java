package dev.agentworks.router.provider;

/** Hears of a call while it goes on. Called on the call's own thread. */
public interface AnswerListener {
    /**
     * The connection stands and the first byte is about to be written. Whatever this throws stops
     * the call, which then was not dispatched.
     */
    void dispatching();

    void text(String delta);

    void tool(String id, String name);
}
