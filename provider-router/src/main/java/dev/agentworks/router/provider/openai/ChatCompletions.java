package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.Vendor.StreamReader;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Chat Completions in one dialect, always streamed. */
final class ChatCompletions {
    private final JsonMapper json = VendorJson.MAPPER;
    private final OpenAiDialect dialect;
    private final String provider;
    private final OpenAiRequests requests;

    ChatCompletions(OpenAiDialect dialect, String provider) {
        this.dialect = dialect;
        this.provider = provider;
        this.requests = new OpenAiRequests(json, dialect);
    }

    VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                URI.create(access.baseUrl() + "/chat/completions"),
                streaming(access),
                json.writeValueAsBytes(requests.body(request)));
    }

    StreamReader read(AnswerBuilder answer) {
        return new OpenAiStream(json, dialect, provider, answer);
    }

    static Map<String, String> streaming(Access access) {
        var headers = headers(access);
        headers.put("Accept", "text/event-stream");
        return headers;
    }

    static Map<String, String> headers(Access access) {
        var headers = new LinkedHashMap<String, String>();
        if (!access.key().isEmpty()) {
            headers.put("Authorization", "Bearer " + access.key().value());
        }
        return headers;
    }
}
