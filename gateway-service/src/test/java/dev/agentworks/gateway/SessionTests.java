package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTests extends GatewayTest {
    @Test
    void registersAndSignsInWithCookiesThatScriptsCannotRead() {
        var answer =
                gateway.post(
                        "/auth/register",
                        """
                        {"email":"ada-%s@example.com","password":"correct horse battery","name":"Ada"}\
                        """
                                .formatted(UUID.randomUUID()));

        assertThat(answer.statusCode()).isEqualTo(201);
        var body = Gateway.json(answer);
        assertThat(body.path("user").path("name").asString()).isEqualTo("Ada");
        assertThat(body.path("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.headers().allValues("set-cookie"))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("aw_access=")
                                .contains("Path=/;", "HTTPOnly", "SameSite=Lax")
                                .doesNotContain("Secure"))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("aw_refresh=")
                                .contains("Path=/auth", "HTTPOnly", "SameSite=Strict"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("aw_csrf=").doesNotContain("HTTPOnly"));
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void knowsThePersonByTokenAndByCookie() {
        var ada = gateway.register();

        assertThat(Gateway.json(gateway.get("/auth/me", ada.bearer())).path("id").asString())
                .isEqualTo(ada.id());
        assertThat(
                        Gateway.json(gateway.get("/auth/me", "Cookie", ada.cookie()))
                                .path("email")
                                .asString())
                .isEqualTo(ada.email());
    }

    @Test
    void answersAWrongPasswordAndAnUnknownAccountTheSame() {
        var ada = gateway.register();

        var wrong = login(ada.email(), "wrong");
        var unknown = login(UUID.randomUUID() + "@example.com", "wrong");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(Gateway.code(wrong)).isEqualTo("invalid-credentials");
        assertThat(Gateway.json(wrong).path("instance").asString()).isEqualTo("/auth/login");
        assertThat(login(ada.email(), "correct horse battery").statusCode()).isEqualTo(200);
    }

    @Test
    void limitsSignInAttemptsAtOneAccount() {
        var email = UUID.randomUUID() + "@example.com";
        for (int i = 0; i < 5; i++) {
            assertThat(login(email, "guess").statusCode()).isEqualTo(401);
        }

        var refused = login(email.toUpperCase(java.util.Locale.ROOT), "guess");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(login(UUID.randomUUID() + "@example.com", "guess").statusCode()).isEqualTo(401);
    }

    @Test
    void passesCoresProblemsWithARegistrationOn() {
        var answer = gateway.post("/auth/register", "{\"name\":\"Ada\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"/email\"").doesNotContain("/internal");
        assertThat(gateway.post("/auth/register", "{broken").statusCode()).isEqualTo(400);
        assertThat(gateway.post("/auth/register", "").statusCode()).isBetween(400, 415);
        assertThat(
                        gateway.call("POST", "/auth/login", "x=1", "Content-Type", "text/plain")
                                .statusCode())
                .isEqualTo(415);
    }

    @Test
    void requiresTheCsrfTokenForWritesByCookieAndNotForReadsOrBearers() {
        var ada = gateway.register();
        var eve = gateway.register();

        assertThat(gateway.get("/api/workspaces", "Cookie", ada.cookie()).statusCode())
                .isEqualTo(200);
        var without = gateway.post("/api/workspaces", "{}", "Cookie", ada.cookie());
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(Gateway.code(without)).isEqualTo("csrf-token-missing");
        // a token that another site planted beside a cookie of its own choice
        var planted =
                "aw_access=%s; aw_csrf=%s".formatted(ada.cookies().get("aw_access"), eve.csrf());
        assertThat(
                        gateway.post(
                                        "/api/workspaces",
                                        "{}",
                                        "Cookie",
                                        planted,
                                        "X-CSRF-Token",
                                        eve.csrf())
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        gateway.post(
                                        "/api/workspaces",
                                        "{}",
                                        "Cookie",
                                        ada.cookie(),
                                        "X-CSRF-Token",
                                        ada.csrf())
                                .statusCode())
                .isEqualTo(201);
        assertThat(gateway.post("/api/workspaces", "{}", ada.bearer()).statusCode()).isEqualTo(201);
    }

    @Test
    void renewsOnceForTwoTabsAndNeverWithoutTheCsrfToken() {
        var ada = gateway.register();
        var cookie =
                "aw_refresh=%s; aw_csrf=%s".formatted(ada.cookies().get("aw_refresh"), ada.csrf());

        assertThat(gateway.post("/auth/refresh", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        var first = gateway.post("/auth/refresh", "", "Cookie", cookie, "X-CSRF-Token", ada.csrf());
        var second =
                gateway.post("/auth/refresh", "", "Cookie", cookie, "X-CSRF-Token", ada.csrf());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(Gateway.cookies(second).get("aw_refresh"))
                .isEqualTo(Gateway.cookies(first).get("aw_refresh"))
                .isNotEqualTo(ada.cookies().get("aw_refresh"));
        var renewed = Gateway.json(first).path("accessToken").asString();
        assertThat(gateway.get("/auth/me", "Authorization", "Bearer " + renewed).statusCode())
                .isEqualTo(200);
        assertThat(gateway.post("/auth/refresh", "").statusCode()).isEqualTo(401);
        assertThat(
                        gateway.post(
                                        "/auth/refresh",
                                        "",
                                        "Cookie",
                                        "aw_refresh=made-up; aw_csrf=x",
                                        "X-CSRF-Token",
                                        "x")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void renewsNothingForACsrfTokenThatIsNotTheSessions() {
        var ada = gateway.register();
        var eve = gateway.register();
        var refresh = "aw_refresh=" + ada.cookies().get("aw_refresh");

        for (var planted : new String[] {"x", eve.csrf()}) {
            var answer =
                    gateway.post(
                            "/auth/refresh",
                            "",
                            "Cookie",
                            refresh + "; aw_csrf=" + planted,
                            "X-CSRF-Token",
                            planted);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(Gateway.code(answer)).isEqualTo("csrf-token-missing");
        }
        assertThat(renew(ada.cookies().get("aw_refresh"), ada.csrf()).statusCode()).isEqualTo(200);
    }

    @Test
    void believesNothingOfASessionWhoseRefreshTokenWasUsedTwice() {
        var ada = gateway.register();
        var socket = gateway.socket("/api/cards/" + CARD + "/terminal", ada.bearer());
        socket.say("hi");
        socket.awaitFrames(1);
        var stolen = ada.cookies().get("aw_refresh");
        var renewed = renew(stolen, ada.csrf());
        assertThat(renewed.statusCode()).isEqualTo(200);
        var thief = Gateway.json(renewed).path("accessToken").asString();
        // two tabs that renew at once are answered alike for a while
        await().atMost(java.time.Duration.ofSeconds(15))
                .pollInterval(java.time.Duration.ofMillis(500))
                .until(() -> renew(stolen, ada.csrf()).statusCode() == 401);

        var refused = renew(stolen, ada.csrf());

        assertThat(refused.headers().allValues("set-cookie"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("Max-Age=0"));
        assertThat(refused.body()).doesNotContain("sessionId");
        assertThat(socket.awaitClose()).isEqualTo(4001);
        assertThat(gateway.get("/auth/me", ada.bearer()).statusCode()).isEqualTo(401);
        assertThat(gateway.get("/auth/me", "Authorization", "Bearer " + thief).statusCode())
                .isEqualTo(401);
        assertThat(gateway.socket(BoardFeedTests.feed("w"), ada.bearer()).refusal()).isEqualTo(401);
        assertThat(renew(Gateway.cookies(renewed).get("aw_refresh"), ada.csrf()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsASessionAtOnce() {
        var ada = gateway.register();
        var again = login(ada.email(), "correct horse battery");
        var other = Gateway.json(again).path("accessToken").asString();

        var out = gateway.post("/auth/logout", "", ada.bearer());

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().allValues("set-cookie"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("Max-Age=0"));
        assertThat(gateway.get("/auth/me", ada.bearer()).statusCode()).isEqualTo(401);
        assertThat(gateway.get("/auth/me", "Cookie", ada.cookie()).statusCode()).isEqualTo(401);
        // the other session of the same person goes on
        assertThat(gateway.get("/auth/me", "Authorization", "Bearer " + other).statusCode())
                .isEqualTo(200);
        var cookie =
                "aw_refresh=%s; aw_csrf=%s".formatted(ada.cookies().get("aw_refresh"), ada.csrf());
        assertThat(
                        gateway.post(
                                        "/auth/refresh",
                                        "",
                                        "Cookie",
                                        cookie,
                                        "X-CSRF-Token",
                                        ada.csrf())
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signsOutABrowserWhoseAccessTokenHasExpired() {
        var ada = gateway.register();
        var before = TestEnvironment.CORE.openSessions().size();
        var cookie =
                "aw_refresh=%s; aw_csrf=%s".formatted(ada.cookies().get("aw_refresh"), ada.csrf());

        assertThat(gateway.post("/auth/logout", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(
                        gateway.post(
                                        "/auth/logout",
                                        "",
                                        "Cookie",
                                        cookie,
                                        "X-CSRF-Token",
                                        ada.csrf())
                                .statusCode())
                .isEqualTo(204);
        assertThat(TestEnvironment.CORE.openSessions()).hasSize(before - 1);
        assertThat(gateway.get("/auth/me", ada.bearer()).statusCode()).isEqualTo(401);
        assertThat(gateway.post("/auth/logout", "").statusCode()).isEqualTo(401);
    }

    @Test
    void forwardsTheMembershipsOfThePersonAndNoticesNewOnes() {
        var ada = gateway.register();
        gateway.get("/api/agents", ada.bearer());
        var acting = TestEnvironment.OTHERS.last().token();
        assertThat(acting.path("act").path("sub").asString()).isEqualTo(ada.id());
        assertThat(acting.path("act").path("grants").path(firstWorkspace(ada)).asString())
                .isEqualTo("OWNER");

        var added = TestEnvironment.CORE.addTo(ada.id());
        gateway.post("/api/workspaces", "{}", ada.bearer());
        gateway.get("/api/agents", ada.bearer());

        assertThat(
                        TestEnvironment.OTHERS
                                .last()
                                .token()
                                .path("act")
                                .path("grants")
                                .path(added)
                                .asString())
                .isEqualTo("MEMBER");
        TestEnvironment.CORE.removeFrom(ada.id(), added);
        await().atMost(java.time.Duration.ofSeconds(8))
                .pollInterval(java.time.Duration.ofMillis(500))
                .untilAsserted(() -> {
                    gateway.get("/api/agents", ada.bearer());
                    assertThat(
                                    TestEnvironment.OTHERS
                                            .last()
                                            .token()
                                            .path("act")
                                            .path("grants")
                                            .has(added))
                            .isFalse();
                });
    }

    private java.net.http.HttpResponse<String> login(String email, String password) {
        return gateway.post(
                "/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private java.net.http.HttpResponse<String> renew(@Nullable String refresh, String csrf) {
        return gateway.post(
                "/auth/refresh",
                "",
                "Cookie",
                "aw_refresh=%s; aw_csrf=%s".formatted(refresh, csrf),
                "X-CSRF-Token",
                csrf);
    }
}
