package dev.agentworks.gateway.openai;

import dev.agentworks.starter.problem.ErrorCode;
import org.jspecify.annotations.Nullable;

/** An error in the format of OpenAI's API. */
record OpenAiError(ErrorBody error) {
    record ErrorBody(String message, String type, @Nullable String param, String code) {}

    static OpenAiError of(ErrorCode code, String detail) {
        return new OpenAiError(new ErrorBody(detail, type(code.status()), null, name(code)));
    }

    // clients decide by the type whether to try again
    private static String type(int status) {
        if (status == 429) {
            return "requests";
        }
        return status >= 500 ? "server_error" : "invalid_request_error";
    }

    private static String name(ErrorCode code) {
        return switch (code.code()) {
            case "rate-limited" -> "rate_limit_exceeded";
            case "not-found" -> "unknown_url";
            case "payload-too-large" -> "request_too_large";
            case "unavailable" -> "service_unavailable";
            default -> code.code().replace('-', '_');
        };
    }
}
