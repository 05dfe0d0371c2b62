package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorContract;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Output;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.RateLimits;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiTests extends VendorContract {
    private final OpenAi openAi = new OpenAi();

    @Override
    protected Vendor vendor() {
        return openAi;
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
        return "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n";
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        404,
                        error("invalid_request_error", "model_not_found"),
                        FailureClass.INVALID_REQUEST),
                Refusal.of(
                        401,
                        "{\"error\":{\"message\":\"Incorrect API key provided:"
                                + " sk-very-secret-key\"}}",
                        FailureClass.AUTH),
                Refusal.of(403, error("x", "x"), FailureClass.AUTH),
                Refusal.of(
                        429,
                        error("insufficient_quota", "insufficient_quota"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(
                        429, error("x", "credit_balance_exhausted"), FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after", "7"),
                        error("requests", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(7)),
                new Refusal(
                        429,
                        Map.of("retry-after-ms", "250", "retry-after", "1"),
                        error("tokens", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofMillis(250)),
                Refusal.of(429, error("slow_down", "slow_down"), FailureClass.OVERLOADED),
                Refusal.of(
                        503,
                        error("server_error", "server_is_overloaded"),
                        FailureClass.OVERLOADED),
                Refusal.of(500, error("server_error", "x"), FailureClass.SERVER_ERROR),
                Refusal.of(
                        502,
                        "<html>Bad gateway sk-very-secret-key</html>",
                        FailureClass.SERVER_ERROR),
                Refusal.of(504, "", FailureClass.TIMEOUT),
                Refusal.of(408, "", FailureClass.TIMEOUT),
                Refusal.of(409, error("x", "x"), FailureClass.CONFLICT),
                Refusal.of(
                        400, error("x", "content_policy_violation"), FailureClass.CONTENT_FILTER),
                Refusal.of(
                        400,
                        error("x", "billing_hard_limit_reached"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(402, error("x", "x"), FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(429, "slow down", FailureClass.RATE_LIMITED),
                Refusal.of(503, "{\"error\":\"no server is ready\"}", FailureClass.OVERLOADED),
                new Refusal(
                        429,
                        Map.of(
                                "retry-after",
                                "Sat, 21 Nov 2026 10:00:30 GMT",
                                "date",
                                "Sat, 21 Nov 2026 10:00:00 GMT"),
                        error("tokens", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(30)),
                Refusal.of(200, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST));
    }

    @Override
    protected Tokens told(Tokens tokens) {
        return OpenAiUsages.told(tokens);
    }

    @Override
    protected String streamThatUsed(Tokens tokens) {
        return OpenAiUsages.chat(tokens);
    }

    @Override
    protected String schemaPointer() {
        return "/response_format/json_schema/schema";
    }

    @Override
    protected boolean thinksAloud() {
        return false;
    }

    @Override
    protected void seesItsThoughtsAgain(JsonNode body) {
        // it tells none in this interface
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = openAi.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().getPath()).isEqualTo("/chat/completions");
        assertThat(body.at("/messages/0/role").asString("")).isEqualTo("system");
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asString(""))
                .isEqualTo("{\"id\":\"AW-1\"}");
        assertThat(body.at("/messages/4/tool_call_id").asString("")).isEqualTo("two");
        assertThat(body.at("/messages/4/content").asString("")).isEqualTo("Error: No such card.");
        assertThat(body.at("/stream_options/include_usage").asBoolean(false)).isTrue();
        assertThat(body.at("/max_completion_tokens").asInt(0)).isEqualTo(1000);
        assertThat(written).asString().doesNotContain("secret");
    }

    @Test
    void anAnswerWithoutUsageIsCountedByUs() throws Exception {
        var withoutUsage = golden("text").replaceAll("data: [^\n]*\"usage\":\\{[^\n]*\n\n", "");
        server.behave(VendorServer.stream(withoutUsage));

        var answer = ask();

        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usageSource()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(answer.tokens().output()).isPositive();
    }

    @Test
    void argumentsThatAreNoJsonAreHandedOnAsTheyWereWritten() throws Exception {
        server.behave(VendorServer.stream(golden("tools").replace("Done.\\\"}", "Done.")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        var broken = answer.toolCalls().get(1);
        assertThat(broken.arguments().isString()).isTrue();
        assertThat(broken.argumentText()).isEqualTo("{\"summary\":\"Done.");
        assertThat(answer.toolCalls().getFirst().arguments().isObject()).isTrue();
    }

    @Test
    void writesEveryOption() {
        var options =
                new ChatOptions(
                        new Sampling(new BigDecimal("0.9"), null, List.of("END")),
                        new Output(new ResponseFormat.JsonObject(), null),
                        new Tools(new ToolChoice.Named("read_card"), false),
                        Effort.of(ReasoningEffort.LOW),
                        new Service(
                                "flex",
                                new PromptCache("key-1", Set.of(), PromptCache.Lifetime.MINUTES_5),
                                "somebody"));

        var body =
                written(
                        Conversations.withTools()
                                .with(options)
                                .with(
                                        new ModelTraits(
                                                Api.CHAT,
                                                true,
                                                null,
                                                Thinking.EFFORT,
                                                "developer",
                                                false)));

        assertThat(body.at("/messages/0/role").asString("")).isEqualTo("developer");
        assertThat(body.path("top_p").decimalValue()).isEqualByComparingTo("0.9");
        assertThat(body.at("/stop/0").asString("")).isEqualTo("END");
        assertThat(body.at("/response_format/type").asString("")).isEqualTo("json_object");
        assertThat(body.at("/tool_choice/function/name").asString("")).isEqualTo("read_card");
        assertThat(body.path("parallel_tool_calls").asBoolean(true)).isFalse();
        assertThat(body.path("reasoning_effort").asString("")).isEqualTo("low");
        assertThat(body.path("service_tier").asString("")).isEqualTo("flex");
        assertThat(body.path("prompt_cache_key").asString("")).isEqualTo("key-1");
        assertThat(body.path("safety_identifier").asString("")).isEqualTo("somebody");
    }

    @Test
    void stripsWhatAModelThatReasonsDoesNotTake() {
        var body =
                written(
                        Conversations.withTools()
                                .with(
                                        new ModelTraits(
                                                Api.CHAT,
                                                false,
                                                null,
                                                Thinking.EFFORT,
                                                "developer",
                                                false)));

        assertThat(body.has("temperature")).isFalse();
    }

    @Test
    void showsPictures() {
        var body =
                written(
                        new ChatRequest(
                                "m",
                                null,
                                List.of(
                                        new Message.User(
                                                "What is it?",
                                                List.of(
                                                        new Image("image/png", "aGk="),
                                                        new Image(
                                                                "image/png",
                                                                "https://example.org/a.png")))),
                                List.of(),
                                null,
                                10));

        assertThat(body.at("/messages/0/content/1/image_url/url").asString(""))
                .isEqualTo("data:image/png;base64,aGk=");
        assertThat(body.at("/messages/0/content/2/image_url/url").asString(""))
                .isEqualTo("https://example.org/a.png");
    }

    @Test
    void tellsItsRequestIdItsLimitsAndItsTier() throws Exception {
        server.behave(
                VendorServer.stream(
                        golden("text"),
                        Map.of(
                                "x-request-id", "req_1",
                                "x-ratelimit-limit-tokens", "30000",
                                "x-ratelimit-reset-tokens", "6m0s")));

        var answer = ask();

        assertThat(answer.head().requestId()).isEqualTo("req_1");
        assertThat(answer.head().rateLimits().tokens())
                .isEqualTo(new RateLimits.Limit(30_000L, null, Duration.ofMinutes(6)));
        assertThat(answer.serviceTier()).isEqualTo("default");
        assertThat(answer.responseId()).isEqualTo("chatcmpl-1");
    }

    @Test
    void aRefusalTellsTheVendorsWordAndWhetherToTryAgain() throws Exception {
        server.behave(
                VendorServer.respond(
                        500, Map.of("x-should-retry", "false"), error("server_error", "odd")));

        var failure = failure();

        assertThat(failure.vendorCode()).isEqualTo("odd");
        assertThat(failure.kind().retryable()).isTrue();
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aRequestThatIsTooLongMayFitALargerModel() throws Exception {
        server.behave(
                VendorServer.respond(
                        400, Map.of(), error("invalid_request_error", "context_length_exceeded")));

        assertThat(failure().tooLong()).isTrue();
    }

    @Test
    void aModelsRefusalIsTextAndIsMarked() throws Exception {
        server.behave(VendorServer.stream(golden("refusal")));

        assertThat(ask().refusal()).isEqualTo("I cannot help with that.");
    }

    @Test
    void givesVectorsWhetherTheyComeAsBytesOrAsNumbers() throws Exception {
        for (var embedding : List.of("\"AACAPwAAAMA=\"", "[1.0,-2.0]")) {
            server.behave(
                    VendorServer.respond(
                            200,
                            Map.of("x-request-id", "req_2"),
                            """
                            {"object":"list","model":"text-embedding-3-small","data":[
                             {"object":"embedding","index":1,"embedding":[0.5]},
                             {"object":"embedding","index":0,"embedding":%s}],
                             "usage":{"prompt_tokens":7,"total_tokens":7}}
                            """
                                    .formatted(embedding)));

            var answer =
                    embed(new EmbeddingsRequest("text-embedding-3-small", List.of("a", "b"), 2));

            assertThat(answer.failure()).isNull();
            assertThat(answer.vectors().getFirst()).containsExactly(1f, -2f);
            assertThat(answer.tokens()).isEqualTo(Tokens.of(7, 0));
            assertThat(answer.usageSource()).isEqualTo(UsageSource.PROVIDER);
            assertThat(answer.head().requestId()).isEqualTo("req_2");
        }
        var body = VendorJson.MAPPER.readTree(server.received().getFirst().body());
        assertThat(body.path("dimensions").asInt(0)).isEqualTo(2);
        assertThat(body.at("/input/1").asString("")).isEqualTo("b");
    }

    @Test
    void aRefusedEmbeddingIsAFailureOfItsClass() throws Exception {
        server.behave(
                VendorServer.respond(429, Map.of("retry-after", "3"), error("requests", "x")));

        var failure = embed(new EmbeddingsRequest("m", List.of("a"), null)).failure();

        assertThat(failure)
                .extracting(it -> it.kind(), it -> it.retryAfter())
                .containsExactly(FailureClass.RATE_LIMITED, Duration.ofSeconds(3));
    }

    @Test
    void tooFewVectorsAreAFailure() throws Exception {
        server.behave(
                VendorServer.respond(
                        200, Map.of(), "{\"data\":[],\"usage\":{\"prompt_tokens\":1}}"));

        assertThat(embed(new EmbeddingsRequest("m", List.of("a"), null)).failure()).isNotNull();
    }

    private static String error(String type, String code) {
        return "{\"error\":{\"message\":\"said\",\"type\":\"%s\",\"code\":\"%s\"}}"
                .formatted(type, code);
    }
}
