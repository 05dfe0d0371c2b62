package dev.agentworks.router.provider.anthropic;

import static dev.agentworks.router.provider.model.PromptCache.Lifetime.HOUR_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorContract;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.PromptCache.Point;
import dev.agentworks.router.provider.model.RateLimits;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicTests extends VendorContract {
    private final Anthropic anthropic = new Anthropic(Clock.systemUTC());

    @Override
    protected Vendor vendor() {
        return anthropic;
    }

    @Override
    protected Tokens textTokens() {
        return new Tokens(20, 0, 0, 0, 5, 0, 0);
    }

    @Override
    protected Tokens cachedAndReasoningTokens() {
        return new Tokens(1000, 1024, 24, 0, 300, 200, 0);
    }

    @Override
    protected String errorEvent() {
        return """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

        """;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        400,
                        error("invalid_request_error", "Your credit balance is too low"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(404, error("not_found_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(413, "<html>too large</html>", FailureClass.INVALID_REQUEST),
                Refusal.of(
                        401,
                        error("authentication_error", "invalid sk-very-secret-key"),
                        FailureClass.AUTH),
                Refusal.of(403, error("permission_error", "x"), FailureClass.AUTH),
                Refusal.of(402, error("billing_error", "x"), FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(
                        429,
                        error("rate_limit_error", "enforced_spend_limit_reached"),
                        FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after", "12"),
                        error("rate_limit_error", "x"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(12)),
                // a limit of the rate says when it ends
                Refusal.of(429, error("rate_limit_error", "x"), FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(500, error("api_error", "x"), FailureClass.SERVER_ERROR),
                Refusal.of(504, error("timeout_error", "x"), FailureClass.TIMEOUT),
                Refusal.of(409, error("conflict_error", "x"), FailureClass.CONFLICT),
                Refusal.of(529, error("overloaded_error", "x"), FailureClass.OVERLOADED));
    }

    @Override
    protected Tokens told(Tokens tokens) {
        return tokens;
    }

    @Override
    protected String streamThatUsed(Tokens tokens) {
        return """
        data: {"type":"message_start","message":{"usage":{"input_tokens":%d,"output_tokens":1,\
        "cache_read_input_tokens":%d,"cache_creation_input_tokens":%d,\
        "cache_creation":{"ephemeral_5m_input_tokens":%d,"ephemeral_1h_input_tokens":%d}}}}

        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":null,\
        "output_tokens":%d,"output_tokens_details":{"thinking_tokens":%d}}}

        data: {"type":"message_stop"}

        """
                .formatted(
                        tokens.freshInput(),
                        tokens.cachedInput(),
                        tokens.cacheWrite(),
                        tokens.cacheWrite5m(),
                        tokens.cacheWrite1h(),
                        tokens.output(),
                        tokens.reasoning());
    }

    @Override
    protected String schemaPointer() {
        return "/output_config/format/schema";
    }

    @Override
    protected void seesItsThoughtsAgain(JsonNode body) {
        var turn = body.at("/messages/1/content");
        assertThat(turn).hasSize(4);
        assertThat(turn.path(0).path("type").asString("")).isEqualTo("thinking");
        assertThat(turn.path(0).path("thinking").asString("")).isEqualTo("Let me think.");
        assertThat(turn.path(0).path("signature").asString("")).isEqualTo("c2VhbGVkIHRob3VnaHQ=");
        assertThat(turn.path(1).path("type").asString("")).isEqualTo("redacted_thinking");
        assertThat(turn.path(1).path("data").asString("")).isEqualTo("cmVkYWN0ZWQ=");
        assertThat(turn.path(2).path("text").asString("")).isEqualTo("I look.");
        assertThat(turn.path(3).path("type").asString("")).isEqualTo("tool_use");
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = anthropic.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().getPath()).isEqualTo("/v1/messages");
        assertThat(written.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(body.at("/system").asString("")).isEqualTo("Be brief.");
        assertThat(body.at("/max_tokens").asInt(0)).isEqualTo(1000);
        assertThat(body.at("/messages")).hasSize(3);
        assertThat(body.at("/messages/1/content/1/type").asString("")).isEqualTo("tool_use");
        // both results of the parallel turn stand in one message
        assertThat(body.at("/messages/2/content")).hasSize(2);
        assertThat(body.at("/messages/2/content/1/is_error").asBoolean(false)).isTrue();
    }

    @Test
    void aCutStreamKnowsItsInputExactly() throws Exception {
        var text = golden("text");
        server.behave(VendorServer.cut(text.substring(0, text.indexOf("event: message_delta"))));

        var answer = ask();

        assertThat(answer.usageSource()).isEqualTo(UsageSource.PARTIAL);
        assertThat(answer.tokens().input()).isEqualTo(20);
    }

    /** Complaint 4: an hour in the cache billed as five minutes. */
    @Test
    void tellsWhatWasWrittenToTheCacheForAnHourApart() throws Exception {
        server.behave(VendorServer.stream(golden("cache-writes")));

        assertThat(ask().tokens()).isEqualTo(new Tokens(1000, 1024, 24, 48, 100, 0, 0));
    }

    @Test
    void fastAnswersAreATierOfTheirOwn() throws Exception {
        server.behave(VendorServer.stream(golden("fast")));

        assertThat(ask().serviceTier()).isEqualTo("fast");
    }

    @Test
    void theNewestVersionIsAskedWithoutSamplingAndThinksByEffort() {
        var newest =
                new ModelTraits(Api.CHAT, false, "2026-10-21", Thinking.ADAPTIVE, "system", false);
        var request =
                Conversations.withTools()
                        .with(newest)
                        .with(ChatOptions.NONE.with(Effort.of(ReasoningEffort.XHIGH)));

        var body = written(request);

        assertThat(anthropic.write(request, access()).headers())
                .containsEntry("anthropic-version", "2026-10-21");
        assertThat(body.has("temperature")).isFalse();
        assertThat(body.has("top_p")).isFalse();
        assertThat(body.at("/thinking/type").asString("")).isEqualTo("adaptive");
        assertThat(body.at("/output_config/effort").asString("")).isEqualTo("xhigh");
    }

    @Test
    void olderModelsThinkWithinABudgetBelowTheirLimitAndWithoutTemperature() {
        var older = new ModelTraits(Api.CHAT, true, null, Thinking.BUDGET, "system", false);
        var thinking = ChatOptions.NONE.with(Effort.of(ReasoningEffort.HIGH));
        var wide = Conversations.withTools().with(older).with(thinking);
        var narrow =
                new ChatRequest(
                        "m",
                        null,
                        wide.messages(),
                        List.of(),
                        new BigDecimal("0.2"),
                        3000,
                        thinking,
                        older);

        assertThat(written(narrow).at("/thinking/budget_tokens").asInt(0)).isEqualTo(1976);
        assertThat(written(narrow).has("temperature")).isFalse();
        // there is no room to think in 1000 tokens
        assertThat(written(wide).has("thinking")).isFalse();
        assertThat(written(wide).path("temperature").decimalValue()).isEqualByComparingTo("0.2");
    }

    @Test
    void marksTheEndsOfReusableBeginnings() {
        var cache =
                new PromptCache(
                        null, Set.of(Point.TOOLS, Point.SYSTEM, Point.CONVERSATION), HOUR_1);

        var body =
                written(
                        Conversations.withTools()
                                .with(ChatOptions.NONE.with(new Service(null, cache, null))));

        for (var place : List.of("/tools/0", "/system/0", "/messages/2/content/1")) {
            assertThat(body.at(place + "/cache_control/type").asString(""))
                    .as(place)
                    .isEqualTo("ephemeral");
            assertThat(body.at(place + "/cache_control/ttl").asString("")).isEqualTo("1h");
        }
        assertThat(body.at("/messages/0").toString()).doesNotContain("cache_control");
    }

    @Test
    void writesTheChoiceOfTools() {
        var any = ChatOptions.NONE.with(new Tools(new ToolChoice.Any(), false));
        var auto = ChatOptions.NONE.with(new Tools(ToolChoice.AUTO, false));
        var named = ChatOptions.NONE.with(new Tools(new ToolChoice.Named("read_card"), null));

        assertThat(choice(any)).isEqualTo("{\"type\":\"any\",\"disable_parallel_tool_use\":true}");
        assertThat(choice(auto))
                .isEqualTo("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}");
        assertThat(choice(named)).isEqualTo("{\"type\":\"tool\",\"name\":\"read_card\"}");
    }

    private String choice(ChatOptions options) {
        return written(Conversations.withTools().with(options)).path("tool_choice").toString();
    }

    @Test
    void refusesAFormatItDoesNotHaveBeforeAnythingIsSent() throws Exception {
        var answer =
                ask(
                        Conversations.plain("x")
                                .with(ChatOptions.NONE.with(new ResponseFormat.JsonObject())));

        assertThat(kind(answer)).isEqualTo(FailureClass.INVALID_REQUEST);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void tellsItsRequestIdAndItsLimits() throws Exception {
        server.behave(
                VendorServer.stream(
                        golden("text"),
                        Map.of(
                                "request-id", "req_3",
                                "anthropic-ratelimit-output-tokens-remaining", "7000")));

        var head = ask().head();

        assertThat(head.requestId()).isEqualTo("req_3");
        assertThat(head.rateLimits().outputTokens())
                .isEqualTo(new RateLimits.Limit(null, 7_000L, null));
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
                .formatted(type, message);
    }
}
