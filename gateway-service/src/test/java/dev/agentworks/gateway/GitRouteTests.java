package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Git clients, who send an API key as the password of Basic authentication. */
class GitRouteTests extends GatewayTest {
    private static final String REPOSITORY = "/api/projects/" + CARD + ".git";
    private static final String REFS = REPOSITORY + "/info/refs?service=git-upload-pack";
    private static final String FETCH = REPOSITORY + "/git-upload-pack";

    private final FakeKeys keys = TestEnvironment.CORE.keys;

    @Test
    void areAskedForAPasswordFirst() {
        for (var credentials : new String[] {"", "Basic", "Basic !", basic("ada", "secret")}) {
            var refused = gateway.get(REFS, "Authorization", credentials);

            assertThat(refused.statusCode()).as(credentials).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate").orElse(""))
                    .startsWith("Basic realm=");
            assertThat(Gateway.code(refused)).isEqualTo("invalid-api-key");
        }
    }

    @Test
    void actForTheKeysCreatorAndNeedToReadOnly() {
        var key = keys.make("VIEWER", "api:read");

        var refs =
                gateway.get(
                        REFS,
                        "Authorization",
                        basic("git", key.secret()),
                        "Git-Protocol",
                        "version=2");
        assertThat(refs.statusCode()).isEqualTo(200);
        var call = TestEnvironment.OTHERS.last();
        assertThat(call.uri()).isEqualTo(REFS);
        assertThat(call.header("git-protocol")).isEqualTo("version=2");
        assertThat(call.header("authorization")).startsWith("Bearer ");
        assertThat(call.token().path("aud").toString()).contains("orchestrator");
        assertThat(call.token().path("scope").toString()).isEqualTo("[\"orchestrator:public\"]");
        assertThat(call.token().path("act").path("sub").asString()).isEqualTo(key.user());
        assertThat(call.token().path("act").path("grants").toString())
                .isEqualTo("{\"%s\":\"VIEWER\"}".formatted(key.workspace()));

        var fetched =
                gateway.post(
                        FETCH,
                        "0000",
                        "Authorization",
                        basic("", key.secret()),
                        "Content-Encoding",
                        "gzip");
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(TestEnvironment.OTHERS.last().header("content-encoding")).isEqualTo("gzip");
        assertThat(gateway.get(REFS, key.bearer()).statusCode()).isEqualTo(200);
    }

    @Test
    void areRefusedWithAKeyThatMayNotReadOrIsRevoked() {
        var models = keys.make("OWNER", "models");
        var revoked = keys.make("OWNER", "api:read");
        keys.revoke(revoked);

        var lacking = gateway.get(REFS, "Authorization", basic("git", models.secret()));
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(Gateway.code(lacking)).isEqualTo("missing-scope");
        assertThat(gateway.get(REFS, "Authorization", basic("x", revoked.secret())).statusCode())
                .isEqualTo(401);
        assertThat(gateway.get(REFS, gateway.register().bearer()).statusCode()).isEqualTo(401);
    }

    @Test
    void areTheOnlyOnesWhoMaySendAKeyAsAPassword() {
        var key = keys.make("OWNER", "api:read", "api:write");

        for (var path : new String[] {"/api/cards/" + CARD, "/api/workspaces", "/v1/models"}) {
            var refused = gateway.get(path, "Authorization", basic("git", key.secret()));

            assertThat(refused.statusCode()).as(path).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate").orElse(""))
                    .doesNotContain("Basic");
        }
    }

    @Test
    void sendNoOtherCallThereAndNoCompressedOneElsewhere() {
        var key = keys.make("OWNER", "api:read", "api:write");
        var credentials = basic("git", key.secret());

        assertThat(
                        gateway.post(
                                        REPOSITORY + "/git-receive-pack",
                                        "0000",
                                        "Authorization",
                                        credentials)
                                .statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(FETCH, "Authorization", credentials).statusCode()).isEqualTo(405);
        gateway.call("PATCH", "/api/cards/" + CARD, "{}", key.bearer("Content-Encoding", "gzip"));
        assertThat(TestEnvironment.CORE.server.last().headers())
                .doesNotContainKey("content-encoding");
    }

    private static String basic(String name, String password) {
        var text = name + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
