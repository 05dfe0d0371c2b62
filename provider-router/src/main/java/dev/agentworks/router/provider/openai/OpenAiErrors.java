package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What OpenAI's errors mean, and those of the servers that copy them. */
final class OpenAiErrors {
    private static final Set<String> USED_UP =
            Set.of(
                    "insufficient_quota",
                    "credit_balance_exhausted",
                    "billing_hard_limit_reached",
                    "billing_not_active");
    private static final Set<String> OVERLOADED =
            Set.of("slow_down", "server_is_overloaded", "overloaded_error", "engine_overloaded");
    private static final Set<String> FILTERED =
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "moderation_blocked",
                    "responsible_ai_policy_violation");
    private static final Set<String> TOO_LONG =
            Set.of("context_length_exceeded", "string_above_max_length", "request_too_large");

    private OpenAiErrors() {}

    static VendorFailure refusal(
            String provider, int status, Map<String, List<String>> headers, String body) {
        var root = Refusals.body(body);
        // {"error":{…}}, {"error":"text"}, or the fields without a wrapper
        var error = root.path("error").isMissingNode() ? root : root.path("error");
        var kind = kind(status, word(error, "code"), word(error, "type"), message(error));
        return new VendorFailure(
                kind,
                Refusals.message(kind, provider, status, message(error)),
                Refusals.retryAfter(headers),
                code(error),
                status == 413 || isTooLong(error),
                Refusals.shouldRetry(headers));
    }

    /** An error after a 200, which has no status of its own. */
    static VendorFailure inStream(String provider, JsonNode error) {
        int status = error.path("code").isNumber() ? error.path("code").asInt(200) : 200;
        var kind = kind(status, word(error, "code"), word(error, "type"), message(error));
        return new VendorFailure(
                kind,
                Refusals.message(kind, provider, status, message(error)),
                null,
                code(error),
                isTooLong(error),
                null);
    }

    private static FailureClass kind(int status, String code, String type, String message) {
        if (USED_UP.contains(code) || USED_UP.contains(type)) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        if (OVERLOADED.contains(code) || OVERLOADED.contains(type)) {
            return FailureClass.OVERLOADED;
        }
        if (FILTERED.contains(code)) {
            return FailureClass.CONTENT_FILTER;
        }
        if (status / 100 != 2) {
            return Refusals.byStatus(status);
        }
        return switch (type.isEmpty() ? code : type) {
            case "invalid_request_error", "context_length_exceeded" -> FailureClass.INVALID_REQUEST;
            case "rate_limit_exceeded", "rate_limit_error", "tokens", "requests" ->
                    FailureClass.RATE_LIMITED;
            case "authentication_error", "permission_error" -> FailureClass.AUTH;
            case "timeout", "timeout_error" -> FailureClass.TIMEOUT;
            default ->
                    message.contains("overloaded")
                            ? FailureClass.OVERLOADED
                            : FailureClass.SERVER_ERROR;
        };
    }

    private static boolean isTooLong(JsonNode error) {
        return TOO_LONG.contains(word(error, "code"))
                || message(error).contains("maximum context length");
    }

    private static String code(JsonNode error) {
        var code = word(error, "code");
        return code.isEmpty() ? word(error, "type") : code;
    }

    private static String word(JsonNode error, String field) {
        var value = error.path(field);
        return value.isNumber() ? "" : value.asString("");
    }

    private static String message(JsonNode error) {
        return error.isString() ? error.asString("") : error.path("message").asString("");
    }
}
