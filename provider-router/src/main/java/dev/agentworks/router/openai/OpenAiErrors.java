package dev.agentworks.router.openai;

import dev.agentworks.router.execution.CallEnd;
import dev.agentworks.router.execution.CompletionResponse;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.starter.problem.InvalidField;
import dev.agentworks.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Maps failures and refusals to OpenAI's errors. */
final class OpenAiErrors {
    static final OpenAiError LOST =
            new OpenAiError(
                    500,
                    "server_error",
                    "answer_lost",
                    null,
                    "The answer was lost before it could be written down; it costs nothing.");

    private OpenAiErrors() {}

    static OpenAiError of(CallEnd.NotDispatched end) {
        var code = end.error().code().replace('-', '_');
        var error =
                switch (end.error().status()) {
                    case 402 ->
                            new OpenAiError(402, "insufficient_quota", code, null, end.detail());
                    case 429 ->
                            new OpenAiError(
                                    429,
                                    "rate_limit_error",
                                    "rate_limit_exceeded",
                                    null,
                                    end.detail());
                    default -> new OpenAiError(503, "server_error", code, null, end.detail());
                };
        return error.after(end.retryAfterSeconds());
    }

    /** Of a call that failed after it was dispatched. */
    static OpenAiError of(Outcome outcome) {
        var failure = outcome.response().failure();
        if (failure == null) {
            throw new IllegalArgumentException("it did not fail");
        }
        var told = CompletionResponse.Failure.of(failure, outcome.answerer().byok());
        var error = of(failure, told, outcome.answerer().byok());
        var wait = told.retryAfterSeconds();
        return wait == null ? error : error.after(wait);
    }

    private static OpenAiError of(
            VendorFailure failure, CompletionResponse.Failure told, boolean byok) {
        var code = told.code().replace('-', '_');
        var message = told.message();
        return switch (failure.kind()) {
            case INVALID_REQUEST ->
                    new OpenAiError(
                            400,
                            OpenAiError.INVALID,
                            failure.tooLong() ? "context_length_exceeded" : vendorCode(failure),
                            failure.tooLong() ? "messages" : null,
                            message);
            case CONTENT_FILTER ->
                    new OpenAiError(400, OpenAiError.INVALID, "content_filter", null, message);
            case AUTH ->
                    byok
                            ? new OpenAiError(403, "permission_error", code, null, message)
                            : server(503, "provider_unavailable", message);
            case QUOTA_EXHAUSTED ->
                    byok
                            ? new OpenAiError(429, "insufficient_quota", code, null, message)
                            : server(503, "provider_unavailable", message);
            case RATE_LIMITED ->
                    new OpenAiError(429, "rate_limit_error", "rate_limit_exceeded", null, message)
                            .after(1);
            case OVERLOADED -> server(503, "server_is_overloaded", message).after(1);
            case TIMEOUT -> server(504, "timeout", message);
            case CONFLICT -> server(409, "conflict", message);
            case SERVER_ERROR, INVALID_OUTPUT, STREAM_BROKEN -> server(502, code, message);
            case CANCELLED ->
                    code.equals("budget_exceeded")
                            ? new OpenAiError(402, "insufficient_quota", code, null, message)
                            : new OpenAiError(499, OpenAiError.INVALID, "cancelled", null, message);
        };
    }

    /** Of a request that no target can answer. */
    static OpenAiError of(ProblemException problem) {
        var code = problem.code().code();
        var error = problem.errors().isEmpty() ? null : problem.errors().getFirst();
        return switch (code) {
            case "unknown-model", "unknown-provider" -> unknownModel(problem.detail());
            case "model-cannot" -> cannot(problem.detail(), error);
            case "unauthenticated" ->
                    new OpenAiError(
                            401, OpenAiError.INVALID, "invalid_api_key", null, problem.detail());
            case "forbidden" ->
                    new OpenAiError(
                            403,
                            "permission_error",
                            "insufficient_permissions",
                            null,
                            problem.detail());
            default ->
                    new OpenAiError(
                            problem.code().status(),
                            problem.code().status() < 500 ? OpenAiError.INVALID : "server_error",
                            code.replace('-', '_'),
                            error == null ? null : param(error),
                            problem.detail());
        };
    }

    static OpenAiError unknownModel(String message) {
        return new OpenAiError(404, OpenAiError.INVALID, "model_not_found", "model", message);
    }

    private static OpenAiError cannot(String detail, @Nullable InvalidField error) {
        var param = error == null ? null : param(error);
        var code =
                detail.contains("tokens are more")
                        ? "context_length_exceeded"
                        : "unsupported_parameter";
        return new OpenAiError(400, OpenAiError.INVALID, code, param, detail);
    }

    private static String param(InvalidField error) {
        var pointer = error.pointer();
        return pointer.equals("/responseFormat")
                ? "response_format"
                : pointer.startsWith("/") ? pointer.substring(1) : pointer;
    }

    private static OpenAiError server(int status, String code, String message) {
        return new OpenAiError(status, "server_error", code, null, message);
    }

    private static String vendorCode(VendorFailure failure) {
        var code = failure.vendorCode();
        return code == null || code.isBlank() ? "invalid_request" : code;
    }
}
