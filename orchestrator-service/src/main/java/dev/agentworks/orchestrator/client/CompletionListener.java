package dev.agentworks.orchestrator.client;

/** Hears a completion while it is made. */
public interface CompletionListener {

    void text(String delta);
}
