package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.RateLimitHeaders;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Anthropic's Messages, each model in the version that the catalogue pins it to. */
@Component
class Anthropic implements Vendor {
    private static final String FIRST_VERSION = "2023-06-01";

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
        var version = request.traits().apiVersion();
        return new VendorRequest(
                URI.create(access.baseUrl() + "/v1/messages"),
                Map.of(
                        "x-api-key",
                        access.key().value(),
                        "anthropic-version",
                        version == null ? FIRST_VERSION : version,
                        "Accept",
                        "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        return new AnthropicStream(json, response);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return AnthropicErrors.refusal(status, headers, body);
    }

    @Override
    public ResponseHead head(int status, Map<String, List<String>> headers) {
        return new ResponseHead(
                status,
                RateLimitHeaders.first(headers, "request-id"),
                RateLimitHeaders.anthropic(headers, clock));
    }
}
