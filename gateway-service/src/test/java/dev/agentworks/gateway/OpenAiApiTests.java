package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.test.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients of OpenAI's API at {@code /v1}. */
@ServiceTest(service = "gateway")
class OpenAiApiTests {
    private static final FakeRouter ROUTER = new FakeRouter();
    private static final String CHAT = "/v1/chat/completions";

    private final FakeKeys keys = TestEnvironment.CORE.keys;
    @LocalServerPort private int port;
    private Gateway gateway = new Gateway(0);

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestEnvironment.describe(registry);
        registry.add("agentworks.upstream.urls.router", ROUTER::url);
        registry.add("agentworks.edge.trusted-proxies", () -> "1");
        registry.add("agentworks.upstream.model-timeout", () -> "3s");
        registry.add("agentworks.api-keys.rate.capacity", () -> "8");
        registry.add("agentworks.api-keys.rate.per-minute", () -> "6");
    }

    @BeforeEach
    void gateway() {
        gateway = new Gateway(port);
    }

    @Test
    void forwardsACallUnchangedWithTheKeysIdAndWorkspace() {
        var key = keys.make("MEMBER", "models");

        var answer =
                gateway.post(
                        CHAT + "?trace=1",
                        "{\"model\":\"gpt-4o\"}",
                        key.bearer(
                                "X-Api-Key-Id", GatewayTest.CARD,
                                "X-Request-Id", "mine-7",
                                "Idempotency-Key", "retry-1",
                                "OpenAI-Organization", "org"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"length\":18}");
        assertThat(answer.headers().firstValue("x-agentworks-provider")).contains("simulated");
        assertThat(answer.headers().firstValue("x-request-id")).contains("mine-7");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("x-internal")).isEmpty();
        var call = ROUTER.last();
        assertThat(call.uri()).isEqualTo(CHAT + "?trace=1");
        assertThat(call.body()).isEqualTo("{\"model\":\"gpt-4o\"}");
        assertThat(call.header("x-api-key-id")).isEqualTo(key.id());
        assertThat(call.header("x-request-id")).isEqualTo("mine-7");
        assertThat(call.header("idempotency-key")).isEqualTo("retry-1");
        assertThat(call.headers()).doesNotContainKey("openai-organization");
        assertThat(call.token().path("aud").toString()).contains("router");
        assertThat(call.token().path("scope").toString()).isEqualTo("[\"router:v1\"]");
        assertThat(call.token().path("act").path("grants").toString())
                .isEqualTo("{\"%s\":\"MEMBER\"}".formatted(key.workspace()));
    }

    @Test
    void theSameCallersCallsShareAServiceToken() {
        var key = keys.make("MEMBER", "models");
        gateway.get("/v1/models", key.bearer());
        var first = ROUTER.last().header("authorization");
        gateway.get("/v1/models", key.bearer());
        var second = ROUTER.last().header("authorization");
        gateway.get("/v1/models", keys.make("MEMBER", "models").bearer());

        assertThat(second).isEqualTo(first);
        assertThat(ROUTER.last().header("authorization")).isNotEqualTo(first);
    }

    @Test
    void aModelsNameMayContainSlashes() {
        var key = keys.make("MEMBER", "models");

        for (var path : new String[] {"/v1/models/openai/gpt-4o", "/v1/models/openai%2Fgpt-4o"}) {
            assertThat(gateway.get(path, key.bearer()).statusCode()).isEqualTo(200);
            assertThat(ROUTER.last().uri()).isEqualTo(path);
        }
        assertThat(gateway.get("/v1/models/%2e%2e/x", key.bearer()).statusCode()).isEqualTo(404);
    }

    @Test
    void passesEachEventOnAtOnce() {
        var key = keys.make("MEMBER", "models");
        var events = ROUTER.nextStream();
        try (var stream = gateway.streamOf(CHAT, "{\"stream\":true}", key.bearer())) {
            await().until(() -> ROUTER.open() > 0);
            for (int number = 1; number <= 3; number++) {
                var event = "event-" + number;
                events.tryEmitNext(event).orThrow();
                await().atMost(Duration.ofSeconds(5)).until(() -> stream.text().contains(event));
            }
            events.tryEmitNext("[DONE]").orThrow();
            events.tryEmitComplete().orThrow();
            await().until(() -> stream.text().endsWith("data: [DONE]\n\n"));
        }
        await().until(() -> ROUTER.open() == 0);
    }

    @Test
    void cancelsTheRoutersStreamWhenTheClientLeaves() {
        var key = keys.make("MEMBER", "models");
        var events = ROUTER.nextStream();
        var left = ROUTER.left();
        try (var stream = gateway.streamOf(CHAT, "{\"stream\":true}", key.bearer())) {
            events.tryEmitNext("first").orThrow();
            await().until(() -> stream.text().contains("first"));
        }

        await().atMost(Duration.ofSeconds(3)).until(() -> ROUTER.left() > left);
    }

    @Test
    void cancelsTheRoutersCallWhenTheClientLeaves() {
        var key = keys.make("MEMBER", "models");
        var left = ROUTER.left();
        try (var _ = gateway.streamOf(CHAT, "{\"hang\":1}", key.bearer())) {
            await().until(() -> ROUTER.open() > 0);
        }

        await().atMost(Duration.ofSeconds(2)).until(() -> ROUTER.left() > left);
    }

    @Test
    void passesARefusalOfTheRouterOnUnchanged() {
        var refused = gateway.post(CHAT, "{\"refuse\":1}", keys.make("MEMBER", "models").bearer());

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"No money\",\"code\":\"budget\"}}");
        assertThat(refused.headers().firstValue("retry-after-ms")).contains("1500");
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void writesItsOwnErrorsInOpenAisFormat() {
        var key = keys.make("MEMBER", "models");
        var session = gateway.register();

        assertOpenAiError(
                gateway.post(CHAT, "{}"), 401, "invalid_request_error", "invalid_api_key");
        assertOpenAiError(
                gateway.post(CHAT, "{}", session.bearer()),
                401,
                "invalid_request_error",
                "invalid_api_key");
        assertOpenAiError(
                gateway.post(
                        CHAT, "{}", "Cookie", session.cookie(), "X-CSRF-Token", session.csrf()),
                401,
                "invalid_request_error",
                "invalid_api_key");
        assertOpenAiError(
                gateway.post(CHAT, "{}", "Authorization", "Bearer " + FakeKeys.wellFormed()),
                401,
                "invalid_request_error",
                "invalid_api_key");
        assertOpenAiError(
                gateway.post(CHAT, "{}", keys.make("VIEWER", "api:read").bearer()),
                403,
                "invalid_request_error",
                "missing_scope");
        assertOpenAiError(
                gateway.get("/v1/files", key.bearer()),
                404,
                "invalid_request_error",
                "unknown_url");
        assertOpenAiError(
                gateway.get(CHAT, key.bearer()),
                405,
                "invalid_request_error",
                "method_not_allowed");
        assertOpenAiError(
                gateway.post(CHAT, "x".repeat((8 << 20) + 1), key.bearer()),
                413,
                "invalid_request_error",
                "request_too_large");
        assertOpenAiError(
                gateway.post(CHAT, "{\"hang\":1}", key.bearer()), 504, "server_error", "timeout");
    }

    @Test
    void refusesTooManyCallsInOpenAisFormat() {
        var key = keys.make("MEMBER", "models");
        for (int call = 0; call < 8; call++) {
            assertThat(gateway.get("/v1/models", key.bearer()).statusCode()).isEqualTo(200);
        }

        var refused = gateway.get("/v1/models", key.bearer());

        assertOpenAiError(refused, 429, "requests", "rate_limit_exceeded");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void aCallMayContainImages() {
        var body = "{\"image\":\"" + "x".repeat(7 << 20) + "\"}";

        var answer = gateway.post(CHAT, body, keys.make("MEMBER", "models").bearer());

        assertThat(answer.body()).isEqualTo("{\"length\":%d}".formatted(body.length()));
    }

    private static void assertOpenAiError(
            HttpResponse<String> answer, int status, String type, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var error = Gateway.json(answer).path("error");
        assertThat(error.path("type").asString()).isEqualTo(type);
        assertThat(error.path("code").asString()).isEqualTo(code);
        assertThat(error.path("message").asString()).isNotBlank();
        assertThat(error.path("param").isNull()).isTrue();
    }
}
