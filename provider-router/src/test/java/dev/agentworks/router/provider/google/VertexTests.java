package dev.agentworks.router.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Account;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vertex AI: the dialect of the Gemini API at other addresses. */
class VertexTests extends GeminiTests {
    private final Vertex vertex = vertex("");

    @Override
    protected Vendor vendor() {
        return vertex;
    }

    @Override
    protected String goldenFolder() {
        return "google";
    }

    @Override
    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = vertex.write(Conversations.withTools(), access());

        assertThat(written.uri().toString())
                .endsWith("/publishers/google/models/some-model:streamGenerateContent?alt=sse");
        assertThat(written.headers()).containsEntry("Authorization", "Bearer " + KEY);
        var body = written(Conversations.withTools());
        // this interface matches results by name and order
        assertThat(body.toString()).doesNotContain("\"id\":\"one\"");
    }

    @Override
    @Test
    void givesVectorsAndSaysThatItCountedThemItself() {
        assertThat(vertex.embeddings())
                .isInstanceOf(dev.agentworks.router.provider.spi.Embeddings.None.class);
    }

    @Test
    void needsNoKeyWhereTheMachineHasAnAccount() {
        assertThat(vertex("https://europe-west1-aiplatform.googleapis.com/v1/projects/p").keyless())
                .isTrue();
        assertThat(vertex("").keyless()).isFalse();
    }

    private static Vertex vertex(String baseUrl) {
        var account = new Account(baseUrl, Secret.NONE, "", "", "", Map.of());
        return new Vertex(
                new GoogleTokens(),
                new ProviderSettings(
                        Set.of(),
                        Map.of("vertex", account),
                        new ProviderSettings.Timeouts(
                                java.time.Duration.ofSeconds(1),
                                java.time.Duration.ofSeconds(1),
                                java.time.Duration.ofSeconds(1),
                                java.time.Duration.ofSeconds(1)),
                        8));
    }
}
