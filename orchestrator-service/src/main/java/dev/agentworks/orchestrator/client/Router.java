package dev.agentworks.orchestrator.client;

/** The provider router: at most one vendor call per key. */
public interface Router {

    /**
     * Asks for the completion of this key and follows it until its outcome is known, it is
     * interrupted, or the connection breaks. The same key and request may be sent as often as
     * needed.
     */
    CompletionResult complete(
            String key,
            CompletionRequest request,
            CompletionListener listener,
            Interruption interruption);

    /** The present prices of the models. */
    PriceList prices();

    /** Cancels the vendor call of this key; its outcome stays stored. */
    void cancel(String key);
}
