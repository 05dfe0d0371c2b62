package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.Vendor.StreamReader;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorRequest;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/** Responses, never stored at the vendor: what it must know again goes with every request. */
final class Responses {
    /** A reasoning item as the vendor wrote it. */
    static final String REASONING = "openai-responses";

    private final JsonMapper json = VendorJson.MAPPER;
    private final String provider;
    private final ResponsesRequests requests = new ResponsesRequests(json);

    Responses(String provider) {
        this.provider = provider;
    }

    VendorRequest write(ChatRequest request, Access access) {
        return new VendorRequest(
                URI.create(access.baseUrl() + "/responses"),
                ChatCompletions.streaming(access),
                json.writeValueAsBytes(requests.body(request)));
    }

    StreamReader read(AnswerBuilder answer) {
        return new ResponsesStream(json, provider, answer);
    }
}
