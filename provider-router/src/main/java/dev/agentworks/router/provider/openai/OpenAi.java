package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.RateLimitHeaders;
import dev.agentworks.router.provider.Refusals;
import dev.agentworks.router.provider.ResponseHead;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorFailure;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's Chat Completions, always streamed and always with usage. */
@Component
class OpenAi implements Vendor {
    private static final Set<String> NEVER_AGAIN =
            Set.of("insufficient_quota", "credit_balance_exhausted", "billing_hard_limit_reached");

    private final JsonMapper json = VendorJson.MAPPER;
    private final OpenAiRequests requests = new OpenAiRequests(json);

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public String name() {
        return "OpenAI";
    }

    @Override
    public String defaultBaseUrl() {
        return "https://api.openai.com/v1";
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                URI.create(access.baseUrl() + "/chat/completions"),
                Map.of(
                        "Authorization",
                        "Bearer " + access.key().value(),
                        "Accept",
                        "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    @Override
    public StreamReader read(ChatRequest request, AnswerBuilder answer) {
        return new OpenAiStream(json, answer);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        var error = Refusals.body(body).path("error");
        var kind = kind(status, error.path("code").asString(""), error.path("type").asString(""));
        return new VendorFailure(
                kind,
                Refusals.message(kind, name(), status, error.path("message").asString("")),
                Refusals.retryAfter(headers));
    }

    @Override
    public ResponseHead head(int status, Map<String, List<String>> headers) {
        return new ResponseHead(
                status,
                RateLimitHeaders.first(headers, "x-request-id"),
                RateLimitHeaders.openAi(headers));
    }

    static FailureClass kind(int status, String code, String type) {
        if (NEVER_AGAIN.contains(code) || NEVER_AGAIN.contains(type)) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        if (code.equals("slow_down")
                || type.equals("slow_down")
                || code.equals("server_is_overloaded")) {
            return FailureClass.OVERLOADED;
        }
        // an error in a 200 or in the stream has no status of its own
        if (status / 100 == 2) {
            return switch (type.isEmpty() ? code : type) {
                case "invalid_request_error" -> FailureClass.INVALID_REQUEST;
                case "rate_limit_exceeded", "rate_limit_error", "tokens", "requests" ->
                        FailureClass.RATE_LIMITED;
                case "authentication_error" -> FailureClass.AUTH;
                default -> FailureClass.SERVER_ERROR;
            };
        }
        return Refusals.byStatus(status);
    }
}
