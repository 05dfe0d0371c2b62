package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.gateway.Upstream.Answer;
import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.RouteTable;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import dev.agentworks.starter.test.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class RouteTests extends GatewayTest {
    private static final Set<Access> NOT_OF_SESSIONS =
            EnumSet.of(Access.OPEN, Access.KEY, Access.GIT);

    @Autowired private RouteTable table;
    @Autowired private ServiceTokens serviceTokens;
    @Autowired private SettableClock clock;

    @AfterEach
    void coreAnswersAsUsual() {
        clock.reset();
        TestEnvironment.CORE.answerPublic(null);
    }

    @Test
    void refusesEveryRouteWithoutATokenAndWithAStrangersToken() {
        var person = new ActingUser(UUID.randomUUID().toString(), Map.of());
        var stranger = serviceTokens.mint("gateway", Set.of("gateway:public"), person);
        var ada = gateway.register();
        var forged = ada.accessToken().substring(0, ada.accessToken().length() - 4) + "AAAA";

        for (var route : table.all()) {
            // OpenAiApiTests and GitRouteTests test the routes of programs
            if (NOT_OF_SESSIONS.contains(route.access())) {
                continue;
            }
            var path = route.path().getPatternString().replaceAll("\\{[a-z]+}", CARD);
            var upgrade = path.endsWith("/terminal");
            for (var method : route.methods()) {
                if (!upgrade) {
                    var none = gateway.call(method.name(), path, "");
                    assertThat(none.statusCode()).as("%s %s", method, path).isEqualTo(401);
                    assertThat(Gateway.code(none)).isEqualTo("unauthenticated");
                }
                for (var token : new String[] {stranger, forged, "x", ""}) {
                    var refused =
                            upgrade
                                    ? gateway.socket(path, "Authorization", "Bearer " + token)
                                            .refusal()
                                    : gateway.call(
                                                    method.name(),
                                                    path,
                                                    "",
                                                    "Authorization",
                                                    "Bearer " + token)
                                            .statusCode();
                    assertThat(refused).as("%s %s", method, path).isEqualTo(401);
                }
            }
        }
    }

    @Test
    void forwardsNoCallWithATokenThatIsAboutToExpire() {
        var ada = gateway.register();
        clock.set(clock.instant());

        // calls at moments at which a token cached twice would be too old
        for (int seconds : new int[] {0, 89, 55, 40, 89, 59, 30, 70}) {
            clock.advance(Duration.ofSeconds(seconds));
            gateway.call("GET", "/api/cards/" + CARD, "", ada.bearerAnd());

            var token =
                    Objects.requireNonNull(
                            TestEnvironment.CORE.server.last().header("authorization"));
            var claims =
                    JsonMapper.shared()
                            .readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
            assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                    .as("the token's end")
                    .isAfter(clock.instant().plusSeconds(20));
        }
    }

    @Test
    void forwardsACallWithAServiceTokenAndWithoutTheClientsCredentials() {
        var ada = gateway.register();

        var answer =
                gateway.call(
                        "PUT",
                        "/api/cards/" + CARD + "/move?dry=1",
                        "{\"toLane\":3}",
                        ada.bearerAnd(
                                "If-Match", "\"4\"",
                                "X-Request-Id", "mine-1",
                                "Cookie", "aw_access=nothing",
                                "X-Forwarded-For", "1.2.3.4",
                                "X-Forwarded-Host", "evil.example",
                                "X-Custom", "no",
                                "TE", "trailers"));

        assertThat(answer.statusCode()).isEqualTo(200);
        var call = TestEnvironment.CORE.server.last();
        assertThat(call.uri()).isEqualTo("/api/cards/" + CARD + "/move?dry=1");
        assertThat(call.body()).isEqualTo("{\"toLane\":3}");
        assertThat(call.header("if-match")).isEqualTo("\"4\"");
        assertThat(call.header("x-request-id")).isEqualTo("mine-1");
        assertThat(call.headers())
                .doesNotContainKeys("cookie", "x-custom", "te", "forwarded", "x-forwarded-for")
                .doesNotContainKeys("x-forwarded-host");
        var token = call.token();
        assertThat(token.path("sub").asString()).isEqualTo("gateway");
        assertThat(token.path("aud").toString()).contains("core");
        assertThat(token.path("scope").toString()).contains("core:public");
        assertThat(answer.headers().firstValue("x-request-id")).contains("mine-1");
        assertThat(answer.headers().firstValue("etag")).contains("\"7\"");
        assertThat(answer.headers().firstValue("x-internal")).isEmpty();
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void sendsEachPathToItsService() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);

        gateway.get("/api/cards/" + CARD + "/runs", ada.bearer());
        assertThat(TestEnvironment.OTHERS.last().token().path("aud").toString())
                .contains("orchestrator");
        gateway.get("/api/workspaces/" + workspace + "/usage?groupBy=day", ada.bearer());
        assertThat(TestEnvironment.OTHERS.last().token().path("aud").toString())
                .contains("billing");
        assertThat(TestEnvironment.OTHERS.last().uri()).endsWith("/usage?groupBy=day");
        assertThat(gateway.get("/api/runs/" + CARD + "/logs?after=0", ada.bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void passesAProblemOnUnchanged() {
        var ada = gateway.register();
        var path = "/api/cards/" + CARD;
        TestEnvironment.CORE.answerPublic(_ -> Answer.problem(412, "version-conflict", path));

        var answer = gateway.call("PATCH", path, "{}", ada.bearer());

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Gateway.code(answer)).isEqualTo("version-conflict");
        assertThat(Gateway.json(answer).path("instance").asString()).isEqualTo(path);
    }

    @Test
    void knowsOnlyThePathsOfTheTable() {
        var ada = gateway.register();

        for (var path :
                new String[] {
                    "/api",
                    "/api/nothing",
                    "/api/cards",
                    "/api/cards/" + CARD + "/nothing",
                    "/api/cards/" + CARD + "%2fmove",
                    "/api/cards/%2e%2e/internal",
                    "/api/cards/a;b=c",
                    "/internal/users/" + ada.id(),
                    "/auth/nothing"
                }) {
            var answer = gateway.get(path, ada.bearer());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(Gateway.code(answer)).as(path).isEqualTo("not-found");
        }
        var wrong = gateway.call("DELETE", "/api/cards/" + CARD + "/move", "", ada.bearer());
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow")).contains("PUT");
        assertThat(Gateway.code(wrong)).isEqualTo("method-not-allowed");
    }

    @Test
    void answers503WhenAServiceIsUnreachable() {
        var ada = gateway.register();

        var away = gateway.get("/api/providers", ada.bearer());

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(Gateway.code(away)).isEqualTo("unavailable");
        assertThat(Gateway.json(away).path("instance").asString()).isEqualTo("/api/providers");
        assertThat(away.body()).doesNotContain("127.0.0.1", "Exception");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        var ada = gateway.register();
        var large = "{\"title\":\"" + "x".repeat(1 << 20) + "\"}";

        var announced = gateway.post("/api/workspaces", large, ada.bearer());
        var chunked = gateway.chunked("/api/workspaces", large, ada.accessToken());

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(Gateway.code(announced)).isEqualTo("payload-too-large");
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(gateway.post("/auth/login", "x".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void letsFilesThroughThatAreLargerThanOtherBodiesAndShowsNoneInPlace() {
        var ada = gateway.register();
        var file = "/api/cards/%s/attachments/%s".formatted(CARD, UUID.randomUUID());
        TestEnvironment.CORE.answerPublic(
                call -> Answer.json(200, "{\"size\":%d}".formatted(call.body().length())));

        var taken = put(file + "?name=a.txt", 3 << 20, ada.bearer());
        var tooLarge = put(file + "?name=a.txt", (25 << 20) + 1, ada.bearer());
        var elsewhere = put("/api/cards/" + CARD + "/move", 3 << 20, ada.bearer());
        var download = gateway.get(file + "/content", ada.bearer());

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("{\"size\":3145728}");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(elsewhere.statusCode()).isEqualTo(413);
        assertThat(download.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("sandbox; default-src 'none'");
        assertThat(download.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    private HttpResponse<String> put(String path, int length, String... bearer) {
        var headers = new ArrayList<>(List.of(bearer));
        headers.addAll(List.of("Content-Type", "application/octet-stream"));
        return gateway.call("PUT", path, "x".repeat(length), headers.toArray(String[]::new));
    }

    @Test
    void describesEveryRouteWithItsServiceAndAccessAndNoOther() {
        var paths = JsonMapper.shared().readTree(gateway.get("/openapi.json").body()).path("paths");
        var described = new TreeSet<String>();
        for (var path : paths.propertyNames()) {
            for (var operation : paths.path(path).properties()) {
                if (!operation.getKey().equals("parameters")) {
                    described.add(
                            "%s %s by %s, %s"
                                    .formatted(
                                            operation.getKey().toUpperCase(Locale.ROOT),
                                            shape(path),
                                            operation.getValue().path("x-service").asString(""),
                                            operation.getValue().path("x-access").asString("")));
                }
            }
        }

        var routed = new TreeSet<String>();
        for (var route : table.all()) {
            for (var method : route.methods()) {
                routed.add(
                        "%s %s by %s, %s"
                                .formatted(
                                        method,
                                        shape(route.path().getPatternString()),
                                        route.service().id(),
                                        route.access().name().toLowerCase(Locale.ROOT)));
            }
        }

        assertThat(described).isEqualTo(routed);
    }

    @Test
    void describesWhereAnApiKeyIsAccepted() {
        var api = JsonMapper.shared().readTree(gateway.get("/openapi.json").body());
        var described = new TreeSet<String>();
        for (var path : api.path("paths").propertyNames()) {
            for (var method : api.path("paths").path(path).propertyNames()) {
                if (method.equals("parameters")) {
                    continue;
                }
                var security = api.path("paths").path(path).path(method).path("security");
                if ((security.isMissingNode() ? api.path("security") : security)
                        .toString()
                        .contains("apiKey")) {
                    described.add(method.toUpperCase(Locale.ROOT) + " " + shape(path));
                }
            }
        }

        var accepted = new TreeSet<String>();
        for (var route : table.all()) {
            for (var method : route.methods()) {
                if (route.keyScope(method) != null) {
                    accepted.add(method + " " + shape(route.path().getPatternString()));
                }
            }
        }

        assertThat(described).isEqualTo(accepted);
    }

    // the names of path variables may differ
    private static String shape(String path) {
        return path.replaceAll("\\{\\*?[A-Za-z]+}", "{}");
    }
}
