package dev.agentworks.router.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as OpenAI's clients understand it.
 *
 * @param type the kind of error, in OpenAI's words
 * @param code what exactly it is
 * @param param the field of the request it is about
 */
record OpenAiError(
        int status,
        String type,
        @Nullable String code,
        @Nullable String param,
        String message,
        @Nullable Long retryAfterSeconds) {
    static final String INVALID = "invalid_request_error";

    OpenAiError(
            int status,
            String type,
            @Nullable String code,
            @Nullable String param,
            String message) {
        this(status, type, code, param, message, null);
    }

    OpenAiError after(long seconds) {
        return new OpenAiError(status, type, code, param, message, seconds);
    }

    ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }
}
