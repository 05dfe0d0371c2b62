package dev.agentworks.router.provider.anthropic;

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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Anthropic's Messages, in the version whose models still take a temperature. */
@Component
class Anthropic implements Vendor {
    private static final String VERSION = "2023-06-01";

    private final Clock clock;
    private final JsonMapper json = VendorJson.MAPPER;
    private final AnthropicRequests requests = new AnthropicRequests(json);

    Anthropic(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return "anthropic";
    }

    @Override
    public String name() {
        return "Anthropic";
    }

    @Override
    public String defaultBaseUrl() {
        return "https://api.anthropic.com";
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                URI.create(access.baseUrl() + "/v1/messages"),
                Map.of(
                        "x-api-key",
                        access.key().value(),
                        "anthropic-version",
                        VERSION,
                        "Accept",
                        "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    @Override
    public StreamReader read(ChatRequest request, AnswerBuilder answer) {
        return new AnthropicStream(json, answer);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        var error = Refusals.body(body).path("error");
        var type = error.path("type").asString("");
        var said = error.path("message").asString("");
        var wait = Refusals.retryAfter(headers);
        var kind = status / 100 == 2 ? kind(type) : kind(status, said + body, wait != null);
        return new VendorFailure(kind, Refusals.message(kind, name(), status, said), wait);
    }

    @Override
    public ResponseHead head(int status, Map<String, List<String>> headers) {
        return new ResponseHead(
                status,
                RateLimitHeaders.first(headers, "request-id"),
                RateLimitHeaders.anthropic(headers, clock));
    }

    private static FailureClass kind(int status, String said, boolean saysWhen) {
        boolean spent =
                said.contains("enforced_spend_limit_reached")
                        || said.contains("credit balance is too low");
        if (spent && (status == 400 || status == 429 && !saysWhen)) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        return Refusals.byStatus(status);
    }

    /** The class of an error that comes inside a stream, where only its type is told. */
    static FailureClass kind(String type) {
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
}
