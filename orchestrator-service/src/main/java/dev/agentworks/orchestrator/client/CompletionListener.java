package dev.agentworks.orchestrator.client;

/** Receives the text of a completion while it is generated. */
public interface CompletionListener {

    void text(String delta);
}
