package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.RateLimitHeaders;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** OpenAI: Chat Completions, and Responses for the models that the catalogue has there. */
@Component
class OpenAi implements Vendor {
    private final ChatCompletions chat = new ChatCompletions(Presets.OPENAI, "OpenAI");
    private final Responses responses = new Responses("OpenAI");

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
        return switch (request.traits().api()) {
            case CHAT -> chat.write(request, access);
            case RESPONSES -> responses.write(request, access);
        };
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        return request.traits().api() == Api.RESPONSES
                ? responses.read(response)
                : chat.read(response);
    }

    @Override
    public boolean isVerbatim(ChatRequest request) {
        return request.traits().api() == Api.CHAT && request.verbatim() != null;
    }

    @Override
    public void readWhole(byte[] body, ResponseBuilder response) {
        chat.readWhole(body, response);
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return OpenAiErrors.refusal(name(), status, headers, body);
    }

    @Override
    public ResponseHead head(int status, Map<String, List<String>> headers) {
        return headOf(status, headers);
    }

    @Override
    public Embeddings embeddings() {
        return OpenAiEmbeddings.BASE64;
    }

    static ResponseHead headOf(int status, Map<String, List<String>> headers) {
        return new ResponseHead(
                status,
                RateLimitHeaders.first(headers, "x-request-id"),
                RateLimitHeaders.openAi(headers));
    }
}
