package dev.agentworks.local.llm;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * A request's facts besides the conversation.
 *
 * @param model from the path where the vendor puts it there, otherwise empty
 * @param streamed whether the answer is an event stream
 * @param withUsage whether the stream ends with the usage
 */
record VendorRequest(String model, boolean streamed, boolean withUsage) {

    /** Reads them from one vendor's request. */
    interface Reader {
        VendorRequest read(URI address, JsonNode body);
    }

    static VendorRequest openAi(URI address, JsonNode body) {
        return new VendorRequest(
                "",
                body.path("stream").asBoolean(false),
                body.path("stream_options").path("include_usage").asBoolean(false));
    }

    static VendorRequest anthropic(URI address, JsonNode body) {
        return new VendorRequest("", body.path("stream").asBoolean(false), true);
    }

    static VendorRequest gemini(URI address, JsonNode body) {
        var last = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
        var colon = last.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "the path must end in a method such as :generateContent");
        }
        var method = last.substring(colon + 1);
        return new VendorRequest(
                last.substring(0, colon), method.equals("streamGenerateContent"), true);
    }
}
