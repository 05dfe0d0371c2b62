package dev.agentworks.router.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorContract;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
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
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GeminiTests extends VendorContract {
    private final Gemini gemini = new Gemini();

    @Override
    protected Vendor vendor() {
        return gemini;
    }

    @Override
    protected Tokens textTokens() {
        return new Tokens(20, 0, 0, 0, 5, 0, 0);
    }

    @Override
    protected Tokens cachedAndReasoningTokens() {
        return new Tokens(1024, 1024, 0, 0, 300, 200, 0);
    }

    @Override
    protected String errorEvent() {
        return "data:"
                + " {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error(400, "INVALID_ARGUMENT", ""), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        400,
                        error(400, "INVALID_ARGUMENT", "{\"reason\":\"API_KEY_INVALID\"}"),
                        FailureClass.AUTH),
                Refusal.of(404, error(404, "NOT_FOUND", ""), FailureClass.INVALID_REQUEST),
                Refusal.of(401, error(401, "UNAUTHENTICATED", ""), FailureClass.AUTH),
                Refusal.of(403, error(403, "PERMISSION_DENIED", ""), FailureClass.AUTH),
                Refusal.of(402, error(402, "x", ""), FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        java.util.Map.of(),
                        "["
                                + error(
                                        429,
                                        "RESOURCE_EXHAUSTED",
                                        "{\"retryDelay\":\"45.837906927s\"}")
                                + "]",
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(45, 837_906_927)),
                Refusal.of(
                        429,
                        error(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "{\"violations\":[{\"quotaId\":\"RequestsPerDayPerProject\"}]}"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(
                        400, error(400, "FAILED_PRECONDITION", ""), FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(500, error(500, "INTERNAL", ""), FailureClass.SERVER_ERROR),
                Refusal.of(503, error(503, "UNAVAILABLE", ""), FailureClass.OVERLOADED),
                Refusal.of(504, error(504, "DEADLINE_EXCEEDED", ""), FailureClass.TIMEOUT),
                Refusal.of(409, error(409, "ABORTED", ""), FailureClass.CONFLICT));
    }

    /** It does not tell what it wrote to its cache. */
    @Override
    protected Tokens told(Tokens tokens) {
        return new Tokens(
                tokens.freshInput() + tokens.cacheWrite(),
                tokens.cachedInput(),
                0,
                0,
                tokens.output(),
                tokens.reasoning(),
                0);
    }

    @Override
    protected String streamThatUsed(Tokens tokens) {
        return """
        data: {"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":%d,\
        "cachedContentTokenCount":%d,"candidatesTokenCount":%d,"thoughtsTokenCount":%d}}

        """
                .formatted(
                        tokens.input(),
                        tokens.cachedInput(),
                        tokens.visibleOutput(),
                        tokens.reasoning());
    }

    @Override
    protected String schemaPointer() {
        return "/generationConfig/responseJsonSchema";
    }

    @Override
    protected void seesItsThoughtsAgain(JsonNode body) {
        var turn = body.at("/contents/1/parts");
        assertThat(turn).hasSize(3);
        assertThat(turn.path(0)).hasToString("{\"text\":\"I look.\"}");
        assertThat(turn.path(1).path("thoughtSignature").asString(""))
                .isEqualTo("c2VhbGVkIHRob3VnaHQ=");
        assertThat(turn.at("/1/functionCall/args/id").asString("")).isEqualTo("AW-1");
        assertThat(turn.path(2))
                .hasToString("{\"text\":\"\",\"thoughtSignature\":\"ZW5kIHNpZ25hdHVyZQ==\"}");
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = gemini.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().toString())
                .endsWith("/v1beta/models/some-model:streamGenerateContent?alt=sse");
        assertThat(written.uri().toString()).doesNotContain("secret");
        assertThat(body.at("/contents")).hasSize(3);
        assertThat(body.at("/contents/1/role").asString("")).isEqualTo("model");
        assertThat(body.at("/contents/1/parts/1/thoughtSignature").asString(""))
                .isEqualTo("signed");
        assertThat(body.at("/contents/2/parts/0/functionResponse/response/output").asString(""))
                .isEqualTo("A card.");
        assertThat(body.at("/contents/2/parts/1/functionResponse/response/error").asString(""))
                .isEqualTo("No such card.");
    }

    @Test
    void keepsTheSignatureOfACall() throws Exception {
        server.behave(VendorServer.stream(golden("tools")));

        assertThat(ask().toolCalls().getFirst().signature()).isEqualTo("c2lnbmVk");
    }

    @Test
    void aBlockedPromptIsARefusal() throws Exception {
        server.behave(
                VendorServer.stream(
                        """
                        data: {"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":9}}

                        """));

        var answer = ask();

        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.tokens().input()).isEqualTo(9);
    }

    @Test
    void aMalformedCallIsAFailureThatMayBeTriedAgain() throws Exception {
        server.behave(
                VendorServer.stream(
                        golden("text").replace("\"STOP\"", "\"MALFORMED_FUNCTION_CALL\"")));

        assertThat(kind(ask())).isEqualTo(FailureClass.INVALID_OUTPUT);
        assertThat(FailureClass.INVALID_OUTPUT.retryable()).isTrue();
    }

    @Test
    void aSignatureOfATextGoesBackOnThatText() throws Exception {
        server.behave(VendorServer.stream(golden("signed-text")));
        var answer = ask();

        var body =
                written(
                        new ChatRequest(
                                "m",
                                null,
                                List.of(
                                        new Message.User("Hi."),
                                        new Message.Assistant(
                                                answer.text(), List.of(), answer.reasoning()),
                                        new Message.User("And?")),
                                List.of(),
                                null,
                                100));

        assertThat(body.at("/contents/1/parts"))
                .hasToString("[{\"text\":\"Hello, wörld!\",\"thoughtSignature\":\"dGV4dA==\"}]");
        assertThat(answer.serviceTier()).isEqualTo("flex");
    }

    /** Complaint 5: thoughts that are not counted. */
    @Test
    void thoughtsAreOutputThatIsPaid() throws Exception {
        server.behave(VendorServer.stream(golden("length")));

        var tokens = ask().tokens();

        assertThat(tokens.output()).isEqualTo(1000);
        assertThat(tokens.total()).isEqualTo(1020);
    }

    @Test
    void picturesComeOutAsPicturesAndAreCountedApart() throws Exception {
        server.behave(VendorServer.stream(golden("image")));

        var answer =
                ask(
                        Conversations.plain("Draw the board.")
                                .with(
                                        new ModelTraits(
                                                Api.CHAT,
                                                true,
                                                null,
                                                Thinking.NONE,
                                                "system",
                                                true)));

        assertThat(answer.images()).containsExactly(new Image("image/png", "iVBORw0KGgo="));
        assertThat(answer.deliveredSomething()).isTrue();
        assertThat(answer.tokens()).isEqualTo(new Tokens(20, 0, 0, 0, 1300, 0, 1290));
        var body = VendorJson.MAPPER.readTree(server.received().getFirst().body());
        assertThat(body.at("/generationConfig/responseModalities"))
                .hasToString("[\"TEXT\",\"IMAGE\"]");
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
                                                "Draw it again.",
                                                List.of(new Image("image/png", "aGk=")))),
                                List.of(),
                                null,
                                10));

        assertThat(body.at("/contents/0/parts/1/inlineData/data").asString("")).isEqualTo("aGk=");
    }

    @Test
    void writesEveryOption() {
        var level = new ModelTraits(Api.CHAT, true, null, Thinking.EFFORT, "system", false);
        var options =
                ChatOptions.NONE
                        .with(new Tools(new ToolChoice.Named("read_card"), null))
                        .with(Effort.of(ReasoningEffort.MAX))
                        .with(new Sampling(new java.math.BigDecimal("0.9"), null, List.of("END")))
                        .with(new Service("flex", PromptCache.NONE, null));

        var body = written(Conversations.withTools().with(level).with(options));

        var calling = body.at("/toolConfig/functionCallingConfig");
        assertThat(calling.path("mode").asString("")).isEqualTo("ANY");
        assertThat(calling.at("/allowedFunctionNames/0").asString("")).isEqualTo("read_card");
        var configuration = body.path("generationConfig");
        assertThat(configuration.at("/thinkingConfig/thinkingLevel").asString(""))
                .isEqualTo("HIGH");
        assertThat(configuration.at("/stopSequences/0").asString("")).isEqualTo("END");
        assertThat(configuration.path("topP").decimalValue()).isEqualByComparingTo("0.9");
    }

    @Test
    void givesVectorsAndSaysThatItCountedThemItself() throws Exception {
        server.behave(
                VendorServer.respond(
                        200,
                        java.util.Map.of(),
                        "{\"embeddings\":[{\"values\":[1,-2]},{\"values\":[0.5,0]}]}"));

        var answer =
                embed(
                        new EmbeddingsRequest(
                                "gemini-embedding-001", List.of("eight ch", "four"), 2));

        assertThat(answer.vectors().getFirst()).containsExactly(1f, -2f);
        assertThat(answer.tokens()).isEqualTo(Tokens.of(3, 0));
        assertThat(answer.usageSource()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(server.received().getFirst().path())
                .isEqualTo("/v1beta/models/gemini-embedding-001:batchEmbedContents");
    }

    private static String error(int code, String status, String detail) {
        return "{\"error\":{\"code\":%d,\"message\":\"said\",\"status\":\"%s\",\"details\":[%s]}}"
                .formatted(code, status, detail);
    }
}
