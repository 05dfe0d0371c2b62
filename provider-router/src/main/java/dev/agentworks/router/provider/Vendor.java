package dev.agentworks.router.provider;

import java.util.List;
import java.util.Map;

/** One vendor's words: how a request is written and how its answer is read. */
public interface Vendor {
    /** As in requests, settings and prices. */
    String id();

    /** As people know it. */
    String name();

    /** Where it is asked when nothing else is set. */
    String defaultBaseUrl();

    /** The request that streams the answer. */
    VendorRequest write(ChatRequest request, ProviderSettings.Access access);

    /** Reads one answer's stream into the answer. */
    StreamReader read(AnswerBuilder answer);

    /**
     * What a refusal means.
     *
     * @param headers by lower-case name
     */
    VendorFailure refusal(int status, Map<String, List<String>> headers, String body);

    /** Takes the events of one stream in their order. */
    interface StreamReader {
        void event(ServerSentEvent event);
    }
}
