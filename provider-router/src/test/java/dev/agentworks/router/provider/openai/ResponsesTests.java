package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorContract;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenAI's models that are asked by Responses. */
class ResponsesTests extends VendorContract {
    private final OpenAi openAi = new OpenAi();

    @Override
    protected Vendor vendor() {
        return openAi;
    }

    @Override
    protected String goldenFolder() {
        return "openai-responses";
    }

    @Override
    protected ModelTraits traits() {
        return new ModelTraits(Api.RESPONSES, false, null, Thinking.EFFORT, "developer", false);
    }

    @Override
    protected Tokens textTokens() {
        return Tokens.of(20, 5);
    }

    @Override
    protected Tokens cachedAndReasoningTokens() {
        return new Tokens(1000, 1024, 24, 0, 300, 200, 0);
    }

    @Override
    protected String errorEvent() {
        return """
        event: error
        data: {"type":"error","sequence_number":9,"code":"server_error","message":"broken","param":null}

        """;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error("x"), FailureClass.INVALID_REQUEST),
                Refusal.of(401, error("invalid_api_key"), FailureClass.AUTH),
                Refusal.of(429, error("insufficient_quota"), FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after-ms", "1500"),
                        error("rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofMillis(1500)),
                Refusal.of(429, error("slow_down"), FailureClass.OVERLOADED),
                Refusal.of(503, error("server_is_overloaded"), FailureClass.OVERLOADED),
                Refusal.of(500, error("x"), FailureClass.SERVER_ERROR),
                Refusal.of(408, error("x"), FailureClass.TIMEOUT),
                Refusal.of(409, error("x"), FailureClass.CONFLICT));
    }

    @Override
    protected Tokens told(Tokens tokens) {
        return OpenAiUsages.told(tokens);
    }

    @Override
    protected String streamThatUsed(Tokens tokens) {
        return OpenAiUsages.responses(tokens);
    }

    @Override
    protected String schemaPointer() {
        return "/text/format/schema";
    }

    @Override
    protected void seesItsThoughtsAgain(JsonNode body) {
        var items = body.path("input");
        assertThat(items.at("/1"))
                .hasToString(
                        "{\"id\":\"rs_0\",\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"Let"
                                + " me think.\"}],\"encrypted_content\":\"c2VhbGVkIHRob3VnaHQ=\"}");
        assertThat(items.at("/2/content").asString("")).isEqualTo("I look.");
        assertThat(items.at("/3/call_id").asString("")).isEqualTo("call_a");
        assertThat(items.at("/4/type").asString("")).isEqualTo("function_call_output");
        assertThat(body.at("/include/0").asString("")).isEqualTo("reasoning.encrypted_content");
    }

    @Test
    void writesTheRequestAsTheVendorWantsItAndLeavesNothingThere() {
        var options =
                ChatOptions.NONE
                        .with(new Tools(new ToolChoice.Named("read_card"), true))
                        .with(Effort.of(ReasoningEffort.HIGH))
                        .with(new Service("priority", PromptCache.NONE, null));
        var request = request().with(options);

        var body = written(request);

        assertThat(openAi.write(request, access()).uri().getPath()).isEqualTo("/responses");
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.path("instructions").asString("")).isEqualTo("Be brief.");
        assertThat(body.path("max_output_tokens").asInt(0)).isEqualTo(1000);
        assertThat(body.has("temperature")).isFalse();
        assertThat(body.at("/tool_choice/name").asString("")).isEqualTo("read_card");
        assertThat(body.at("/reasoning/effort").asString("")).isEqualTo("high");
        assertThat(body.path("service_tier").asString("")).isEqualTo("priority");
        assertThat(body.at("/input/2/call_id").asString("")).isEqualTo("one");
        assertThat(body.at("/input/5/output").asString("")).isEqualTo("Error: No such card.");
    }

    /** A valid first event, then a quota error: nothing may be committed by the first. */
    @Test
    void aResponseThatWasCreatedIsNoContentYet() throws Exception {
        server.behave(VendorServer.stream(golden("quota-after-created")));

        var answer = ask();

        assertThat(kind(answer)).isEqualTo(FailureClass.QUOTA_EXHAUSTED);
        assertThat(answer.deliveredSomething()).isFalse();
    }

    @Test
    void aFailedResponseIsAFailureThatKeepsWhatCame() throws Exception {
        server.behave(VendorServer.stream(golden("failed")));

        var answer = ask();

        assertThat(kind(answer)).isEqualTo(FailureClass.SERVER_ERROR);
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.usageSource()).isEqualTo(UsageSource.ESTIMATED);
    }

    @Test
    void aRefusalOfTheModelIsMarked() throws Exception {
        server.behave(VendorServer.stream(golden("refusal")));

        assertThat(ask().refusal()).isEqualTo("I cannot help with that.");
    }

    @Test
    void refusesStopSequencesThatThisInterfaceDoesNotHave() throws Exception {
        var answer =
                ask(
                        request()
                                .with(
                                        ChatOptions.NONE.with(
                                                new Sampling(null, null, List.of("END")))));

        assertThat(kind(answer)).isEqualTo(FailureClass.INVALID_REQUEST);
        assertThat(server.received()).isEmpty();
    }

    private static String error(String code) {
        return "{\"error\":{\"message\":\"said\",\"type\":\"x\",\"code\":\"%s\"}}".formatted(code);
    }
}
