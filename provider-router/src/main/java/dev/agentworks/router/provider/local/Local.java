package dev.agentworks.router.provider.local;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What this process can do without any vendor: vectors of texts. */
@Component
class Local implements Vendor {
    private final MiniLm model;

    Local(MiniLm model) {
        this.model = model;
    }

    @Override
    public String id() {
        return "local";
    }

    @Override
    public String name() {
        return "In this process";
    }

    @Override
    public String defaultBaseUrl() {
        return "local:";
    }

    @Override
    public boolean keyless() {
        return true;
    }

    @Override
    public Embeddings embeddings() {
        return model;
    }

    @Override
    public VendorRequest write(ChatRequest request, Access access) {
        throw noChat();
    }

    @Override
    public StreamReader read(ChatRequest request, ResponseBuilder response) {
        throw noChat();
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return VendorFailure.of(FailureClass.SERVER_ERROR, "There is no server.");
    }

    private static UnsupportedRequestException noChat() {
        return new UnsupportedRequestException("There is no local model that chats.");
    }
}
