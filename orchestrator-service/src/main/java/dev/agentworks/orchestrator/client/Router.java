package dev.agentworks.orchestrator.client;

/** The provider router: at most one vendor call per key. */
public interface Router {

    /**
     * Asks for the completion of this key and stays with it until its outcome is known, it is
     * interrupted, or the connection breaks. The same key and request may be asked as often as
     * needed.
     */
    CompletionAnswer complete(
            String key,
            CompletionRequest request,
            CompletionListener listener,
            Interruption interruption);

    /** What the models cost now. */
    PriceList prices();

    /** Ends the vendor call of this key; its outcome stays known. */
    void cancel(String key);
}
