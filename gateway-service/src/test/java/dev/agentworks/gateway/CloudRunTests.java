package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On Cloud Run, where another service opens only to a token signed by Google. */
class CloudRunTests extends GatewayTest {
    private static final Upstream METADATA = new Upstream(_ -> identityToken());

    @DynamicPropertySource
    static void cloudRun(DynamicPropertyRegistry properties) {
        properties.add("K_SERVICE", () -> "gateway-service");
        properties.add("GCE_METADATA_HOST", () -> METADATA.url().substring("http://".length()));
    }

    @AfterAll
    static void stop() {
        METADATA.close();
    }

    @Test
    void sendsGooglesTokenBesideTheServiceToken() {
        var ada = gateway.register();
        var forged =
                gateway.get(
                        "/api/runs/" + CARD, ada.bearerAnd("X-Serverless-Authorization", "forged"));

        assertThat(forged.statusCode()).isEqualTo(200);
        assertOpened(TestEnvironment.OTHERS.last());
        assertOpened(TestEnvironment.CORE.server.last());
        assertThat(METADATA.calls())
                .extracting(UpstreamCall::uri)
                .allMatch(uri -> uri.contains("/service-accounts/default/identity?"))
                .doesNotHaveDuplicates();
    }

    private static void assertOpened(UpstreamCall call) {
        assertThat(call.header("x-serverless-authorization")).startsWith("Bearer google.");
        assertThat(call.token().path("sub").asString()).isEqualTo("gateway");
    }

    private static Upstream.Answer identityToken() {
        var claims = "{\"exp\":%d}".formatted(Instant.now().plusSeconds(3600).getEpochSecond());
        var encoded =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return new Upstream.Answer(
                200, "text/html", "google." + encoded + ".signature", Duration.ZERO);
    }
}
