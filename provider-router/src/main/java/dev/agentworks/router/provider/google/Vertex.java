package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
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

/**
 * Gemini in Vertex AI, where a project and a place stand in the address and a short-lived token
 * opens it: of the service account that is the key, or of the machine when there is none.
 */
@Component
class Vertex implements Vendor {
    private final JsonMapper json = VendorJson.MAPPER;
    private final GeminiRequests requests = new GeminiRequests(json, false);
    private final GoogleTokens tokens;
    private final ProviderSettings settings;

    Vertex(GoogleTokens tokens, ProviderSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "vertex";
    }

    @Override
    public String name() {
        return "Vertex AI";
    }

    /** Of no project: it is of use only when the settings name one. */
    @Override
    public String defaultBaseUrl() {
        return "https://aiplatform.googleapis.com/v1/projects/-/locations/global";
    }

    @Override
    public boolean keyless() {
        return !settings.account(id()).baseUrl().isBlank();
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                URI.create(
                        "%s/publishers/google/models/%s:streamGenerateContent?alt=sse"
                                .formatted(
                                        access.baseUrl(),
                                        URLEncoder.encode(
                                                request.model(), StandardCharsets.UTF_8))),
                Map.of(
                        "Authorization",
                        "Bearer " + tokens.of(access),
                        "Accept",
                        "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        return new GeminiStream(json, name(), response);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return GeminiErrors.refusal(name(), status, headers, body);
    }
}
