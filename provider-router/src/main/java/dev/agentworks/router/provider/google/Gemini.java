package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Google's Gemini API. The key travels in a header: a query ends up in logs. */
@Component
class Gemini implements Vendor {
    private final JsonMapper json = VendorJson.MAPPER;
    private final GeminiRequests requests = new GeminiRequests(json, true);
    private final GeminiEmbeddings embeddings = new GeminiEmbeddings();

    @Override
    public String id() {
        return "google";
    }

    @Override
    public String name() {
        return "Google Gemini";
    }

    @Override
    public String defaultBaseUrl() {
        return "https://generativelanguage.googleapis.com";
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                // without alt=sse it would be one JSON array
                model(access, request.model(), "streamGenerateContent?alt=sse"),
                Map.of("x-goog-api-key", access.key().value(), "Accept", "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    static URI model(Access access, String model, String method) {
        return URI.create(
                "%s/v1beta/models/%s:%s"
                        .formatted(
                                access.baseUrl(),
                                URLEncoder.encode(model, StandardCharsets.UTF_8),
                                method));
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        return new GeminiStream(json, name(), response);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return GeminiErrors.refusal(name(), status, headers, body);
    }

    @Override
    public Embeddings embeddings() {
        return embeddings;
    }
}
