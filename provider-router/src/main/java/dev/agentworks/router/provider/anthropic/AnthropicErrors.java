package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Refusals;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What Anthropic's errors mean. */
final class AnthropicErrors {
    private static final String NAME = "Anthropic";

    private AnthropicErrors() {}

    static VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        // the answer of the network before the vendor need not be JSON, as with 413
        var error = Refusals.body(body).path("error");
        var said = error.path("message").asString("");
        var wait = Refusals.retryAfter(headers);
        var kind =
                status / 100 == 2
                        ? kind(error.path("type").asString(""))
                        : kind(status, said + body, wait != null);
        return new VendorFailure(
                kind,
                Refusals.message(kind, NAME, status, said),
                wait,
                type(error),
                status == 413 || isTooLong(said),
                Refusals.shouldRetry(headers));
    }

    /** An error inside a stream, where only its type is told. */
    static VendorFailure inStream(JsonNode error) {
        var kind = kind(error.path("type").asString(""));
        var said = error.path("message").asString("");
        return new VendorFailure(
                kind, Refusals.message(kind, NAME, 200, said), null, type(error), false, null);
    }

    private static FailureClass kind(int status, String said, boolean saysWhen) {
        boolean spent =
                said.contains("enforced_spend_limit_reached")
                        || said.contains("credit balance is too low")
                        || said.contains("usage limits");
        if (spent && (status == 400 || status == 403)) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        // a rate limit says when it ends; one that does not is a limit of money
        if (status == 429 && !saysWhen) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        return Refusals.byStatus(status);
    }

    private static FailureClass kind(String type) {
        return switch (type) {
            case "invalid_request_error", "not_found_error", "request_too_large" ->
                    FailureClass.INVALID_REQUEST;
            case "authentication_error", "permission_error" -> FailureClass.AUTH;
            case "billing_error" -> FailureClass.QUOTA_EXHAUSTED;
            case "rate_limit_error" -> FailureClass.RATE_LIMITED;
            case "overloaded_error" -> FailureClass.OVERLOADED;
            case "timeout_error" -> FailureClass.TIMEOUT;
            case "conflict_error" -> FailureClass.CONFLICT;
            default -> FailureClass.SERVER_ERROR;
        };
    }

    private static String type(JsonNode error) {
        return error.path("type").asString("");
    }

    private static boolean isTooLong(String said) {
        return said.contains("prompt is too long") || said.contains("exceed context limit");
    }
}
