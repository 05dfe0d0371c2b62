package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.RateLimits;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.starter.sse.ServerSentEvent;
import java.util.List;
import java.util.Map;

/** The dialect of one vendor: how a request is written and how its response is read. */
public interface Vendor {
    /** As in requests, settings and prices. */
    String id();

    /** As people know it. */
    String name();

    /** Where it is asked when nothing else is set. */
    String defaultBaseUrl();

    /** Whether it answers without a key, as servers of one's own do. */
    default boolean keyless() {
        return false;
    }

    /** The request that streams the answer. */
    VendorRequest write(ChatRequest request, ProviderSettings.Access access);

    /** Reads the stream that answers this request into the answer. */
    StreamReader read(ChatRequest request, ResponseBuilder response);

    /** Whether it takes this request in the caller's own words and answers in the same. */
    default boolean isVerbatim(ChatRequest request) {
        return false;
    }

    /** Reads an answer that came in one piece, as a verbatim request may want it. */
    default void readWhole(byte[] body, ResponseBuilder response) {
        throw new UnsupportedOperationException(name() + " streams every answer");
    }

    /**
     * What a refusal means.
     *
     * @param headers by lower-case name
     */
    VendorFailure refusal(int status, Map<String, List<String>> headers, String body);

    /**
     * What the vendor says about itself in the headers of any response.
     *
     * @param headers by lower-case name
     */
    default ResponseHead head(int status, Map<String, List<String>> headers) {
        return new ResponseHead(status, null, RateLimits.UNKNOWN);
    }

    default Embeddings embeddings() {
        return new Embeddings.None();
    }

    /** Takes the events of one stream in their order. */
    interface StreamReader {
        void event(ServerSentEvent event);

        /**
         * The connection has come to a proper end, which also ends a stream without a last marker.
         */
        default void end() {}
    }
}
