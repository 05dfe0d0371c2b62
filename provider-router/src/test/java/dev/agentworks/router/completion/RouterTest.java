package dev.agentworks.router.completion;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.RecordedMessages;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole router, over HTTP. */
@ServiceTest(service = "router")
public abstract class RouterTest {
    protected static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort protected int port;
    @Autowired protected TokenMaker tokens;
    @Autowired protected RecordedMessages messages;
    @Autowired protected JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    protected final UUID workspace = UUID.randomUUID();

    @DynamicPropertySource
    static void pace(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.ledger.lease", () -> "2s");
        registry.add("agentworks.router.ledger.renew-every", () -> "300ms");
        registry.add("agentworks.router.timeouts.idle", () -> "20s");
        registry.add("agentworks.router.routing.agents.DOCS.model", () -> "gpt-4o-mini");
        registry.add("agentworks.router.rating.markup", () -> "5");
        registry.add("agentworks.router.calls.retries.pause", () -> "20ms");
        registry.add("agentworks.redis.url", () -> "redis://127.0.0.1:1");
        registry.add("agentworks.router.keys.refused-for", () -> "1ms");
        registry.add("agentworks.router.keys.exhausted-for", () -> "1ms");
        registry.add(
                "AGENTWORKS_MASTER_KEY", () -> "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        behind(registry, 0, "gpt-5-nano", "anthropic", "claude-haiku-4-5-20251001");
        behind(registry, 1, "gpt-5-mini", "anthropic", "claude-3-haiku-20240307");
    }

    private static void behind(
            DynamicPropertyRegistry registry,
            int number,
            String model,
            String provider,
            String then) {
        var name = "agentworks.router.routing.fallbacks[%d].".formatted(number);
        registry.add(name + "provider", () -> "openai");
        registry.add(name + "model", () -> model);
        registry.add(name + "then[0].provider", () -> provider);
        registry.add(name + "then[0].model", () -> then);
    }

    protected static String key() {
        return "test-" + UUID.randomUUID();
    }

    protected String body(String model, String extra) {
        return """
        {"workspaceId":"%s","projectId":"%s","provider":"%s","model":"%s"%s,
         "messages":[{"role":"user","content":"Say hello."}]}
        """
                .formatted(
                        workspace,
                        workspace,
                        model.startsWith("claude")
                                ? "anthropic"
                                : model.startsWith("gemini") ? "google" : "openai",
                        model,
                        extra);
    }

    protected String token() {
        return tokens.bearer("orchestrator", null, "router:complete");
    }

    protected HttpResponse<String> put(String key, String body) {
        return send(
                request("/internal/completions/" + key, token())
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpResponse<InputStream> open(String key, String body) throws Exception {
        return http.send(
                request("/internal/completions/" + key, token())
                        .header("Accept", "text/event-stream")
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    protected HttpResponse<String> stream(String key, String body) {
        return send(
                request("/internal/completions/" + key, token())
                        .header("Accept", "text/event-stream")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpResponse<String> delete(String key) {
        return send(request("/internal/completions/" + key, token()).DELETE());
    }

    protected HttpRequest.Builder request(String path, @Nullable String token) {
        return request(port, path, token);
    }

    protected static HttpRequest.Builder request(int port, String path, @Nullable String token) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", token);
    }

    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    protected Map<String, @Nullable Object> row(String key) {
        return jdbc.sql("select * from llm_call where idem_key = ?").param(key).query().singleRow();
    }

    protected List<@Nullable String> attempts(String key) {
        return jdbc.sql(
                        """
                        select concat_ws(' ', number, provider, model, state, error_code)
                        from vendor_attempt where idem_key = ? order by number
                        """)
                .param(key)
                .query(String.class)
                .list();
    }

    protected long usageEvents() {
        return messages.on("usage-events").stream()
                .filter(it -> workspace.toString().equals(it.orderingKey()))
                .count();
    }

    protected ActingUser someone() {
        return new ActingUser(UUID.randomUUID().toString(), Map.of());
    }

    protected static String golden(String vendor, String name) {
        try (var input =
                RouterTest.class.getResourceAsStream("/golden/%s/%s.sse".formatted(vendor, name))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
