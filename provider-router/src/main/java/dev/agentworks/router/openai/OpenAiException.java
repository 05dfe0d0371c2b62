package dev.agentworks.router.openai;

import org.jspecify.annotations.Nullable;

/** A refusal on its way to the client. */
final class OpenAiException extends RuntimeException {
    private final transient OpenAiError error;

    OpenAiException(OpenAiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    OpenAiError error() {
        return error;
    }

    /** One field of the request is wrong. */
    static OpenAiException invalid(@Nullable String param, String code, String message) {
        return new OpenAiException(new OpenAiError(400, OpenAiError.INVALID, code, param, message));
    }
}
