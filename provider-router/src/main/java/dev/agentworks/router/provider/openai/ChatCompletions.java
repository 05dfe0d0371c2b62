package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Chat Completions in one dialect, streamed unless a caller wants them in one piece. */
final class ChatCompletions {
    private final JsonMapper json = VendorJson.MAPPER;
    private final OpenAiDialect dialect;
    private final String provider;
    private final OpenAiRequests requests;
    private final VerbatimRequests verbatim;
    private volatile @Nullable Address last;

    ChatCompletions(OpenAiDialect dialect, String provider) {
        this.dialect = dialect;
        this.provider = provider;
        this.requests = new OpenAiRequests(json, dialect);
        this.verbatim = new VerbatimRequests(json, dialect);
    }

    VendorRequest write(ChatRequest request, Access access) {
        var address = address(access.baseUrl());
        var words = request.verbatim();
        if (words == null) {
            return new VendorRequest(
                    address, streaming(access), json.writeValueAsBytes(requests.body(request)));
        }
        return new VendorRequest(
                address,
                words.whole() ? headers(access) : streaming(access),
                json.writeValueAsBytes(verbatim.body(request, words)));
    }

    // it is the same in nearly every call, and taking an address apart is dear
    private URI address(String baseUrl) {
        var known = last;
        if (known == null || !known.baseUrl().equals(baseUrl)) {
            known = new Address(baseUrl, URI.create(baseUrl + "/chat/completions"));
            last = known;
        }
        return known.uri();
    }

    void readWhole(byte[] body, ResponseBuilder response) {
        new OpenAiStream(json, dialect, provider, response).whole(body);
    }

    StreamReader read(ResponseBuilder response) {
        return new OpenAiStream(json, dialect, provider, response);
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

    private record Address(String baseUrl, URI uri) {}
}
