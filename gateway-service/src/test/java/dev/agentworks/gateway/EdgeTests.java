package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

class EdgeTests extends GatewayTest {
    @LocalManagementPort private int managementPort;

    @Test
    void setsSecurityHeadersAndARequestIdOnEveryResponse() {
        for (var path : new String[] {"/", "/api/nothing", "/auth/me", "/openapi.json"}) {
            var headers = gateway.get(path).headers();
            assertThat(headers.firstValue("content-security-policy").orElse(""))
                    .as(path)
                    .contains("default-src 'self'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
            assertThat(headers.firstValue("x-frame-options")).contains("DENY");
            assertThat(headers.firstValue("x-request-id").orElse("")).hasSize(36);
            assertThat(headers.firstValue("strict-transport-security")).isEmpty();
        }
        assertThat(
                        gateway.get("/", "X-Request-Id", "not usable\"<>")
                                .headers()
                                .firstValue("x-request-id"))
                .isPresent()
                .get()
                .isNotEqualTo("not usable\"<>");
    }

    @Test
    void allowsPagesOfConfiguredOriginsAndNoOthers() {
        var ada = gateway.register();
        var partner = "https://partner.example";

        var preflight =
                gateway.call(
                        "OPTIONS",
                        "/api/workspaces",
                        "",
                        "Origin",
                        partner,
                        "Access-Control-Request-Method",
                        "POST");
        var allowed = gateway.get("/api/workspaces", ada.bearerAnd("Origin", partner));
        var foreign =
                gateway.get("/api/workspaces", ada.bearerAnd("Origin", "https://evil.example"));
        var own = gateway.get("/api/workspaces", ada.bearerAnd("Origin", gateway.origin()));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin")).contains(partner);
        assertThat(preflight.headers().firstValue("access-control-allow-credentials"))
                .contains("true");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains(partner);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void returnsWhatIsLeftOfTheLimitAndRefusesCallsAboveIt() {
        var ada = gateway.register();

        var first = gateway.get("/api/workspaces", ada.bearer());
        assertThat(first.headers().firstValue("ratelimit-limit")).contains("40");
        assertThat(first.headers().firstValue("ratelimit-remaining")).contains("39");
        assertThat(first.headers().firstValue("ratelimit-reset")).contains("10");
        for (int i = 0; i < 39; i++) {
            assertThat(gateway.get("/api/workspaces", ada.bearer()).statusCode()).isEqualTo(200);
        }
        var refused = gateway.get("/api/workspaces", ada.bearer());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Gateway.code(refused)).isEqualTo("rate-limited");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(1L, 10L);
        assertThat(refused.headers().firstValue("ratelimit-remaining")).contains("0");
        // another person is not concerned
        assertThat(gateway.get("/api/workspaces", gateway.register().bearer()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void servesTheWebUi() {
        var page = gateway.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("AgentWorks");
        assertThat(page.headers().firstValue("cache-control")).contains("no-cache");
        var deep = gateway.get("/projects/1/board?card=2");
        assertThat(deep.statusCode()).isEqualTo(200);
        assertThat(deep.body()).isEqualTo(page.body());
        assertThat(deep.headers().firstValue("content-type").orElse("")).startsWith("text/html");

        var script = gateway.get("/assets/app-1a2b3c.js");
        assertThat(script.body()).contains("plain");
        assertThat(script.headers().firstValue("cache-control").orElse(""))
                .contains("immutable", "max-age=31536000");
        var brotli = gateway.get("/assets/app-1a2b3c.js", "Accept-Encoding", "gzip, br");
        assertThat(brotli.headers().firstValue("content-encoding")).contains("br");
        assertThat(brotli.body()).isEqualTo("precompressed");
        var onTheFly = gateway.get("/assets/long-4d5e6f.js", "Accept-Encoding", "gzip");
        assertThat(onTheFly.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(gateway.get("/assets/gone.js").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/nothing.png").statusCode()).isEqualTo(404);
        for (var path :
                new String[] {
                    "/..%2foutside.txt", "/%2e%2e/outside.txt", "/assets/..%2f..%2foutside.txt"
                }) {
            var answer = gateway.get(path);
            assertThat(answer.body()).as(path).doesNotContain("secret");
        }
    }

    @Test
    void servesTheApiDocumentAndItsPage() {
        assertThat(Gateway.json(gateway.get("/openapi.json")).path("openapi").asString())
                .startsWith("3.1");
        var page = gateway.get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("AgentWorks API");
        assertThat(gateway.get("/docs/docs.js").statusCode()).isEqualTo(200);
    }

    @Test
    void showsEverybodyThatItIsWellAndNothingElse() {
        assertThat(gateway.get("/live").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/ready").statusCode()).isEqualTo(200);
        var health = gateway.get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(Gateway.json(health).propertyNames()).containsExactly("status");
        for (var path : new String[] {"/metrics", "/actuator", "/actuator/health"}) {
            assertThat(gateway.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void showsItsFiguresAtTheManagementPort() {
        var management = new Gateway(managementPort);

        assertThat(management.get("/metrics").body()).contains("jvm_");
        assertThat(management.get("/health").body()).contains("checks", "pubsub");
    }

    @Test
    void answersOnlyToItsOwnName() {
        for (var host : new String[] {"localhost", "127.0.0.1:" + port(), "LOCALHOST:1"}) {
            assertThat(raw("GET /openapi.json HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host)))
                    .as(host)
                    .startsWith("HTTP/1.1 200");
        }
        for (var host :
                new String[] {
                    "Host: evil.example:%d\r\nOrigin: http://evil.example:%<d".formatted(port()),
                    "Host: localhost.evil.example",
                    "Host: localhost\r\nHost: evil.example",
                    "Accept: */*"
                }) {
            assertThat(raw("GET /openapi.json HTTP/1.1\r\n%s\r\n\r\n".formatted(host)))
                    .as(host)
                    .startsWith("HTTP/1.1 400");
        }
        assertThat(raw("GET /v1/models HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"error\":")
                .doesNotContain("problem+json");
        assertThat(raw("GET /live HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) {
        return RawConnection.exchange(port(), request);
    }
}
