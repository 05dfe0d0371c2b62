package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.util.List;
import java.util.Map;

/** A server of the settings that speaks Chat Completions in some dialect. */
final class CompatibleVendor implements Vendor {
    private final String id;
    private final String name;
    private final String baseUrl;
    private final OpenAiDialect dialect;
    private final ChatCompletions chat;

    CompatibleVendor(String id, String name, String baseUrl, OpenAiDialect dialect) {
        this.id = id;
        this.name = name;
        this.baseUrl = baseUrl;
        this.dialect = dialect;
        this.chat = new ChatCompletions(dialect, name);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String defaultBaseUrl() {
        return baseUrl;
    }

    @Override
    public boolean keyless() {
        return dialect.has(Flag.KEYLESS);
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        if (request.traits().api() == Api.RESPONSES) {
            throw new UnsupportedRequestException(name + " has no Responses.");
        }
        return chat.write(request, access);
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        return chat.read(response);
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
        return OpenAiErrors.refusal(name, status, headers, body);
    }

    @Override
    public ResponseHead head(int status, Map<String, List<String>> headers) {
        return OpenAi.headOf(status, headers);
    }

    @Override
    public Embeddings embeddings() {
        return dialect.has(Flag.EMBEDDINGS) ? OpenAiEmbeddings.NUMBERS : new Embeddings.None();
    }
}
