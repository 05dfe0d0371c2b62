package dev.agentworks.router.provider.local;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.Embeddings;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.RequestNotPossibleException;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorFailure;
import dev.agentworks.router.provider.VendorRequest;
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
    public StreamReader read(ChatRequest request, AnswerBuilder answer) {
        throw noChat();
    }

    @Override
    public VendorFailure refusal(int status, Map<String, List<String>> headers, String body) {
        return VendorFailure.of(FailureClass.SERVER_ERROR, "There is no server.");
    }

    private static RequestNotPossibleException noChat() {
        return new RequestNotPossibleException("There is no local model that chats.");
    }
}
