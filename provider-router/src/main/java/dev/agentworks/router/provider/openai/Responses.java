package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
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

    StreamReader read(ResponseBuilder response) {
        return new ResponsesStream(json, provider, response);
    }
}
