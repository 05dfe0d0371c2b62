package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.Refusals;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorFailure;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Google's Gemini API. The key travels in a header: a query ends up in logs. */
@Component
class Gemini implements Vendor {
    private final JsonMapper json = VendorJson.MAPPER;
    private final GeminiRequests requests = new GeminiRequests(json);

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
        var model = URLEncoder.encode(request.model(), StandardCharsets.UTF_8);
        return new VendorRequest(
                URI.create(
                        "%s/v1beta/models/%s:streamGenerateContent?alt=sse"
                                .formatted(access.baseUrl(), model)),
                Map.of("x-goog-api-key", access.key().value(), "Accept", "text/event-stream"),
                json.writeValueAsBytes(requests.body(request)));
    }

    @Override
    public StreamReader read(ChatRequest request, AnswerBuilder answer) {
        return new GeminiStream(json, answer);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return failure(status, Refusals.body(body).path("error"), Refusals.retryAfter(headers));
    }

    static VendorFailure failure(int status, JsonNode error, @Nullable Duration headerWait) {
        int real = status / 100 == 2 ? error.path("code").asInt(500) : status;
        boolean perDay = false;
        @Nullable Duration wait = headerWait;
        for (var detail : error.path("details")) {
            var delay = detail.path("retryDelay").asString("");
            if (delay.endsWith("s")) {
                wait = Refusals.seconds(delay.substring(0, delay.length() - 1), 0);
            }
            for (var violation : detail.path("violations")) {
                perDay |= violation.path("quotaId").asString("").contains("PerDay");
            }
        }
        var kind = kind(real, error, perDay);
        var said = error.path("message").asString("");
        return new VendorFailure(kind, Refusals.message(kind, "Google Gemini", real, said), wait);
    }

    private static FailureClass kind(int status, JsonNode error, boolean perDay) {
        if (status == 429 && perDay) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        // this vendor answers a wrong key with 400
        if (status == 400
                && error.path("details")
                        .valueStream()
                        .anyMatch(it -> it.path("reason").asString("").equals("API_KEY_INVALID"))) {
            return FailureClass.AUTH;
        }
        return Refusals.byStatus(status);
    }
}
