package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.EmbeddingsResponse;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.ProviderSettings.Timeouts;
import dev.agentworks.router.provider.spi.ResponseListener;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A server that plays the vendor, a client that asks it, and what was heard meanwhile. */
public abstract class VendorHarness {
    protected static final String KEY = "sk-very-secret-key";

    protected final VendorServer server = new VendorServer();
    protected final Timeouts timeouts =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(700),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(5));
    protected final VendorClient client =
            new VendorClient(new ProviderSettings(Set.of(), Map.of(), timeouts, 8));
    protected final CallControl control = new CallControl(timeouts);
    protected final Heard heard = new Heard();

    protected abstract Vendor vendor();

    /** The folder of the golden streams. */
    protected String goldenFolder() {
        return vendor().id();
    }

    /** In which dialect the vendor is asked. */
    protected ModelTraits traits() {
        return ModelTraits.PLAIN;
    }

    @AfterEach
    void stop() throws IOException {
        client.destroy();
        server.close();
    }

    protected final ChatRequest request() {
        return Conversations.withTools().with(traits());
    }

    protected final ModelResponse ask() throws NotDispatchedException {
        return ask(request());
    }

    protected final ModelResponse ask(ChatRequest request) throws NotDispatchedException {
        return client.call(vendor(), request, access(), "key", heard, control);
    }

    protected final ModelResponse askUnchecked() {
        try {
            return ask();
        } catch (NotDispatchedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One call that nobody listens to, with a control of its own. */
    protected final ModelResponse askDeaf() throws NotDispatchedException {
        return client.call(
                vendor(), request(), access(), "key", new Heard(), new CallControl(timeouts));
    }

    protected final VendorFailure failure() throws NotDispatchedException {
        var answer = askDeaf();
        var failure = answer.failure();
        if (failure == null) {
            throw new AssertionError("the vendor answered: " + answer);
        }
        return failure;
    }

    protected final Access access() {
        return new Access(server.url(), new Secret(KEY), false);
    }

    protected final EmbeddingsResponse embed(EmbeddingsRequest request)
            throws NotDispatchedException {
        return client.embed(vendor(), request, access(), "key", heard::dispatching, control);
    }

    /** What the vendor would be sent. */
    protected final JsonNode written(ChatRequest request) {
        return VendorJson.MAPPER.readTree(vendor().write(request, access()).body());
    }

    protected String golden(String name) {
        return goldenIn(goldenFolder(), name);
    }

    protected static String goldenIn(String folder, String name) {
        var file = "/golden/%s/%s.sse".formatted(folder, name);
        try (var input = VendorHarness.class.getResourceAsStream(file)) {
            if (input == null) {
                throw new AssertionError("there is no " + file);
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every beginning of a stream that ends with a whole event, the whole stream last. */
    protected static List<String> beginnings(String stream) {
        var beginnings = new ArrayList<String>();
        for (int end = stream.indexOf("\n\n"); end >= 0; end = stream.indexOf("\n\n", end + 2)) {
            beginnings.add(stream.substring(0, end + 2));
        }
        return beginnings;
    }

    /** The text stream up to and with its first words. */
    protected final String beginning() {
        var text = golden("text");
        int hello = text.indexOf("\"Hello\"");
        return text.substring(0, text.indexOf("\n\n", hello) + 2);
    }

    protected static @Nullable FailureClass kind(ModelResponse answer) {
        var failure = answer.failure();
        return failure == null ? null : failure.kind();
    }

    /** All that a listener is told. */
    public static final class Heard implements ResponseListener {
        final AtomicInteger dispatches = new AtomicInteger();
        final StringBuffer text = new StringBuffer();
        final StringBuffer thoughts = new StringBuffer();
        final List<String> tools = new ArrayList<>();
        final Map<String, String> arguments = new HashMap<>();
        final List<Image> images = new ArrayList<>();
        volatile @Nullable ResponseHead head;
        @Nullable RuntimeException forbidden;

        @Override
        public void dispatching() {
            if (forbidden != null) {
                throw forbidden;
            }
            dispatches.incrementAndGet();
        }

        @Override
        public void head(ResponseHead told) {
            head = told;
        }

        @Override
        public void text(String delta) {
            text.append(delta);
        }

        @Override
        public void tool(String id, String name) {
            tools.add(name);
        }

        @Override
        public void arguments(String id, String fragment) {
            arguments.merge(id, fragment, String::concat);
        }

        @Override
        public void reasoning(String delta) {
            thoughts.append(delta);
        }

        @Override
        public void image(Image image) {
            images.add(image);
        }
    }
}
