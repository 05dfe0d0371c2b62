package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.gateway.Upstream.Answer;
import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.RouteTable;
import dev.agentworks.starter.test.SettableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Programs that show an API key under {@code /api}. */
class ApiKeyTests extends GatewayTest {
    private static final String CARD_PATH = "/api/cards/" + CARD;

    private final FakeKeys keys = TestEnvironment.CORE.keys;
    @Autowired private RouteTable table;
    @Autowired private SettableClock clock;

    @DynamicPropertySource
    static void limits(DynamicPropertyRegistry registry) {
        registry.add("agentworks.edge.trusted-proxies", () -> "1");
        registry.add("agentworks.api-keys.rate.capacity", () -> "12");
        registry.add("agentworks.api-keys.rate.per-minute", () -> "6");
        registry.add("agentworks.api-keys.wrong-keys.capacity", () -> "5");
        registry.add("agentworks.api-keys.wrong-keys.per-minute", () -> "6");
    }

    @AfterEach
    void resetFakes() {
        TestEnvironment.CORE.answerKeys(null);
        clock.reset();
    }

    @Test
    void actsForTheKeysCreatorWithinItsWorkspaceAndNeedsNoCsrfToken() {
        var key = keys.make("MEMBER", "api:read", "api:write");

        var read = gateway.get(CARD_PATH, key.bearer("X-Api-Key-Id", "another"));
        var readCall = TestEnvironment.CORE.server.last();
        var written = gateway.call("PATCH", CARD_PATH, "{\"title\":\"New\"}", key.bearer());

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(readCall.header("x-api-key-id")).isEqualTo(key.id());
        var act = readCall.token().path("act");
        assertThat(act.path("sub").asString()).isEqualTo(key.user());
        assertThat(act.path("key").asString()).isEqualTo(key.id());
        assertThat(act.path("grants").toString())
                .isEqualTo("{\"%s\":\"MEMBER\"}".formatted(key.workspace()));
        assertThat(readCall.token().path("scope").toString()).isEqualTo("[\"core:public\"]");
        assertThat(readCall.header("authorization")).doesNotContain(key.secret());
    }

    @Test
    void aSessionSendsNoKeysId() {
        gateway.get(CARD_PATH, gateway.register().bearerAnd("X-Api-Key-Id", CARD));

        var call = TestEnvironment.CORE.server.last();
        assertThat(call.headers()).doesNotContainKey("x-api-key-id");
        assertThat(call.token().path("act").has("key")).isFalse();
    }

    @Test
    void isLimitedToItsScopes() {
        var reader = keys.make("OWNER", "api:read");
        var models = keys.make("OWNER", "models");
        var none = keys.make("OWNER");

        assertThat(gateway.get(CARD_PATH, reader.bearer()).statusCode()).isEqualTo(200);
        var written = gateway.call("PATCH", CARD_PATH, "{}", reader.bearer());
        assertThat(written.statusCode()).isEqualTo(403);
        assertThat(Gateway.code(written)).isEqualTo("missing-scope");
        assertThat(Gateway.json(written).path("scope").asString()).isEqualTo("api:write");
        assertThat(gateway.get(CARD_PATH, models.bearer()).statusCode()).isEqualTo(403);
        assertThat(gateway.get(CARD_PATH, none.bearer()).statusCode()).isEqualTo(403);
        assertThat(gateway.get("/v1/models", reader.bearer()).statusCode()).isEqualTo(403);
    }

    @Test
    void isNotAcceptedWhereAPersonDecides() {
        var key = keys.make("OWNER", "api:read", "api:write", "models");
        var refused = new HashSet<String>();
        for (var route : table.all()) {
            for (var method : route.methods()) {
                if (route.access() == Access.OPEN || route.keyScope(method) != null) {
                    continue;
                }
                var path = route.path().getPatternString().replaceAll("\\{[a-z]+}", CARD);
                var answer = gateway.call(method.name(), path, "", key.bearer());
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(403);
                assertThat(Gateway.code(answer)).isEqualTo("api-key-not-accepted");
                refused.add(method + " " + route.path().getPatternString());
            }
        }

        assertThat(refused)
                .contains(
                        "POST /api/cards/{card}/approve",
                        "POST /api/cards/{card}/reject",
                        "POST /api/documents/{document}/approve",
                        "POST /api/documents/{document}/reject",
                        "POST /api/runs/{run}/approve",
                        "POST /api/runs/{run}/reject",
                        "POST /api/runs/{run}/answer",
                        "POST /api/runs/{run}/resume",
                        "PUT /api/projects/{project}/workflow",
                        "PUT /api/workspaces/{workspace}/budget",
                        "PUT /api/workspaces/{workspace}/provider-keys/{provider}",
                        "POST /auth/api-keys",
                        "GET /auth/api-keys",
                        "GET /auth/me",
                        "POST /auth/ws-ticket");
        assertThat(table.all())
                .filteredOn(route -> route.path().getPatternString().startsWith("/auth/"))
                .allMatch(route ->
                        route.methods().stream()
                                .allMatch((HttpMethod method) -> route.keyScope(method) == null));
    }

    @Test
    void refusesAMistypedKeyWithoutAskingCore() {
        var key = keys.make("OWNER", "api:read");
        var last = key.secret().charAt(key.secret().length() - 1) == 'x' ? "y" : "x";
        var typo = key.secret().substring(0, key.secret().length() - 1) + last;
        var asked = asked();

        for (var wrong : new String[] {typo, "aw_", "aw_" + "x".repeat(5_000)}) {
            var answer = gateway.get(CARD_PATH, from("typo", "Bearer " + wrong));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Gateway.code(answer)).isEqualTo("invalid-api-key");
            assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
            assertThat(answer.body()).doesNotContain(wrong.substring(3).isEmpty() ? "?" : wrong);
        }
        assertThat(asked()).isEqualTo(asked);
    }

    @Test
    void aRevokedKeyIsRefusedWithinFiveSecondsAndCoreIsAskedSeldom() {
        var key = keys.make("OWNER", "api:read");
        var asked = asked();
        clock.set(clock.instant());
        for (int call = 0; call < 5; call++) {
            assertThat(gateway.get(CARD_PATH, key.bearer()).statusCode()).isEqualTo(200);
        }
        assertThat(asked()).isEqualTo(asked + 1);

        keys.revoke(key);
        clock.advance(Duration.ofSeconds(5));

        for (int call = 0; call < 3; call++) {
            assertThat(gateway.get(CARD_PATH, key.bearer()).statusCode()).isEqualTo(401);
        }
        assertThat(asked()).isEqualTo(asked + 2);
    }

    @Test
    void limitsWrongKeysAndNotValidOnes() {
        var key = keys.make("OWNER", "api:read");
        var address = UUID.randomUUID().toString();
        assertThat(gateway.get(CARD_PATH, from(address, key)).statusCode()).isEqualTo(200);
        for (int guess = 0; guess < 5; guess++) {
            assertThat(gateway.get(CARD_PATH, from(address, unknown())).statusCode())
                    .isEqualTo(401);
        }
        var refused = gateway.get(CARD_PATH, from(address, unknown()));
        var asked = asked();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(gateway.get(CARD_PATH, from(address, unknown())).statusCode()).isEqualTo(429);
        assertThat(asked()).isEqualTo(asked);
        assertThat(gateway.get(CARD_PATH, from(address, key)).statusCode()).isEqualTo(200);
        assertThat(gateway.get(CARD_PATH, from("elsewhere", unknown())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void eachKeyHasARateOfItsOwn() {
        var busy = keys.make("OWNER", "api:read");
        for (int call = 0; call < 12; call++) {
            assertThat(gateway.get(CARD_PATH, busy.bearer()).statusCode()).isEqualTo(200);
        }

        var refused = gateway.get(CARD_PATH, busy.bearer());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("ratelimit-limit")).contains("12");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(gateway.get(CARD_PATH, keys.make("OWNER", "api:read").bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesEveryKeyWhileCoreIsUnreachable() {
        var key = keys.make("OWNER", "api:read");
        assertThat(gateway.get(CARD_PATH, key.bearer()).statusCode()).isEqualTo(200);
        TestEnvironment.CORE.answerKeys(_ -> Answer.json(500, "{}"));
        clock.advance(Duration.ofSeconds(5));

        var away = gateway.get(CARD_PATH, key.bearer());
        TestEnvironment.CORE.answerKeys(null);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(gateway.get(CARD_PATH, key.bearer()).statusCode()).isEqualTo(200);
    }

    private static long asked() {
        return TestEnvironment.CORE.server.calls().stream()
                .filter(call -> call.uri().equals("/internal/api-keys/use"))
                .count();
    }

    private static String unknown() {
        return "Bearer " + FakeKeys.wellFormed();
    }

    private static String[] from(String address, FakeKeys.Key key) {
        return from(address, "Bearer " + key.secret());
    }

    private static String[] from(String address, String authorization) {
        return new String[] {"Authorization", authorization, "X-Forwarded-For", address};
    }
}
