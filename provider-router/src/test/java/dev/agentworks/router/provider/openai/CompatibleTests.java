package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.NotDispatchedException;
import dev.agentworks.router.provider.http.VendorContract;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Account;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Servers of the settings: the whole contract for one of them, and what they differ in. */
class CompatibleTests extends VendorContract {
    private Vendor vendor = vendor("vllm", Map.of("replays-reasoning", "true"));

    @Override
    protected Vendor vendor() {
        return vendor;
    }

    @Override
    protected String golden(String name) {
        return goldenIn(name.equals("reasoning") ? "compatible" : "openai", name);
    }

    @Override
    protected ModelTraits traits() {
        return new ModelTraits(Api.CHAT, true, null, Thinking.EFFORT, "developer", false);
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
        return "data: {\"error\":{\"message\":\"overloaded\",\"code\":502}}\n\n";
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, "{\"error\":\"bad\"}", FailureClass.INVALID_REQUEST),
                Refusal.of(422, "{\"detail\":[]}", FailureClass.INVALID_REQUEST),
                Refusal.of(401, "{\"message\":\"Unauthorized\"}", FailureClass.AUTH),
                Refusal.of(402, "{\"error\":{\"message\":\"x\"}}", FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after", "2"),
                        "{\"error\":{\"message\":\"x\",\"type\":\"tokens\"}}",
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(2)),
                Refusal.of(503, "busy", FailureClass.OVERLOADED),
                Refusal.of(500, "", FailureClass.SERVER_ERROR),
                Refusal.of(504, "", FailureClass.TIMEOUT),
                Refusal.of(409, "", FailureClass.CONFLICT),
                Refusal.of(
                        200, "{\"error\":{\"message\":\"loading\"}}", FailureClass.SERVER_ERROR));
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
    protected void seesItsThoughtsAgain(JsonNode body) {
        assertThat(body.at("/messages/1/reasoning_content").asString(""))
                .isEqualTo("Let me think.");
    }

    /** Complaint 12: the index is always 0. */
    @Test
    void tellsCallsApartByTheirIdsWhenTheIndexIsAlwaysZero() throws Exception {
        vendor = vendor("generic", Map.of());

        var answer = read("index-always-zero");

        assertThat(answer.toolCalls()).extracting(ToolCall::id).containsExactly("a1", "b2");
        assertThat(answer.toolCalls().get(1).arguments().path("summary").asString(""))
                .isEqualTo("Done.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @Test
    void makesIdsForCallsThatHaveNone() throws Exception {
        var answer = read("tool-ids-missing");

        assertThat(answer.toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("read_card", "finish");
        assertThat(answer.toolCalls())
                .extracting(ToolCall::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("call_"));
        assertThat(answer.toolCalls().getFirst().arguments().path("id").asString(""))
                .isEqualTo("AW-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"usage-in-every-chunk", "choices-null", "choices-missing", "usage-of-groq"})
    void readsTheUsageWhereverItStands(String name) throws Exception {
        var answer = read(name);

        assertThat(answer.text()).isEqualTo("Hello, wörld!");
        assertThat(answer.tokens()).isEqualTo(Tokens.of(20, 5));
        assertThat(answer.usageSource()).isEqualTo(UsageSource.PROVIDER);
    }

    @Test
    void usageInTheMiddleOfACutStreamIsNotTheWholeUsage() throws Exception {
        var stream = goldenIn("compatible", "usage-in-every-chunk");
        server.behave(VendorServer.cut(beginnings(stream).get(1)));

        var answer = ask();

        assertThat(answer.usageSource()).isEqualTo(UsageSource.PARTIAL);
        assertThat(answer.tokens()).isEqualTo(Tokens.of(20, 2));
    }

    @Test
    void countsItselfWhenTheServerNeverDoes() throws Exception {
        var answer = read("usage-never");

        assertThat(answer.usageSource()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(answer.tokens().output()).isEqualTo(4);
        assertThat(answer.tokens().input()).isPositive();
    }

    @Test
    void readsWhatDeepSeekHasCached() throws Exception {
        assertThat(read("usage-of-deepseek").tokens()).isEqualTo(new Tokens(12, 8, 0, 0, 5, 0, 0));
    }

    @Test
    void addsTheReasoningThatXaiCountsBesideTheCompletion() throws Exception {
        assertThat(read("usage-of-xai").tokens()).isEqualTo(new Tokens(20, 0, 0, 0, 12, 7, 0));
    }

    @Test
    void readsThePartsOfMistralsContent() throws Exception {
        var answer = read("content-of-mistral");

        assertThat(answer.text()).isEqualTo("Hello, wörld!");
        assertThat(answer.reasoning().getFirst().text()).isEqualTo("Let me think.");
    }

    @Test
    void aServerWithoutAMarkerEndsWithItsConnection() throws Exception {
        vendor = vendor("generic", Map.of());

        assertThat(read("without-marker").finishReason()).isEqualTo(FinishReason.STOP);

        server.behave(VendorServer.cut(goldenIn("compatible", "without-marker")));
        assertThat(kind(askDeaf())).isEqualTo(FailureClass.STREAM_BROKEN);
    }

    @Test
    void aServerThatPromisesAMarkerMustSendIt() throws Exception {
        server.behave(VendorServer.stream(goldenIn("compatible", "without-marker")));

        assertThat(kind(ask())).isEqualTo(FailureClass.STREAM_BROKEN);
    }

    @Test
    void carriesTheThoughtSignaturesOfGeminisShim() throws Exception {
        vendor = vendor("gemini", Map.of());
        var answer = read("thought-signature");

        var body = written(Conversations.after(answer));

        assertThat(
                        body.at("/messages/1/tool_calls/0/extra_content/google/thought_signature")
                                .asString(""))
                .isEqualTo("c2lnbmVk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"generic", "ollama", "vllm", "groq", "mistral", "deepseek", "xai", "gemini"})
    void writesOnlyWhatTheServerTakes(String preset) {
        vendor = vendor(preset, Map.of());

        var body =
                written(
                        Conversations.withTools()
                                .with(traits())
                                .with(
                                        ChatOptions.NONE
                                                .with(Effort.of(ReasoningEffort.LOW))
                                                .with(
                                                        new Service(
                                                                "flex", PromptCache.NONE, null))));

        assertThat(body.path("max_tokens").asInt(0)).isEqualTo(1000);
        assertThat(body.at("/messages/0/role").asString("")).isEqualTo("system");
        assertThat(body.has("stream_options")).isEqualTo(!preset.equals("mistral"));
        assertThat(body.path("stream_options").has("include_obfuscation")).isFalse();
        assertThat(body.has("service_tier")).isEqualTo(preset.equals("groq"));
        assertThat(body.has("reasoning_effort"))
                .isEqualTo(!Set.of("generic", "mistral", "deepseek").contains(preset));
    }

    @Test
    void comesFromTheSettings() {
        var account =
                new Account(
                        "http://gpu:8000/v1",
                        Secret.NONE,
                        "openai-compatible",
                        "vllm",
                        "Our GPU",
                        Map.of("structured", "json-object"));
        var settings = new ProviderSettings(Set.of(), Map.of("gpu", account), timeouts, 8);

        var made = new CompatibleVendors(settings).vendors().getFirst();

        assertThat(made.id()).isEqualTo("gpu");
        assertThat(made.name()).isEqualTo("Our GPU");
        // without a key it is ready, as its preset says
        assertThat(settings.access(made).isConfigured()).isTrue();
        assertThat(settings.access(made).baseUrl()).isEqualTo("http://gpu:8000/v1");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> vendor("unheard-of", Map.of())).hasMessageContaining("unheard-of");
        assertThatThrownBy(() -> vendor("vllm", Map.of("no-such-flag", "true")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ModelResponse read(String name) throws NotDispatchedException {
        server.behave(VendorServer.stream(goldenIn("compatible", name)));
        var answer = ask();
        assertThat(answer.failure()).isNull();
        return answer;
    }

    private static Vendor vendor(String preset, Map<String, String> flags) {
        var known = Presets.named(preset);
        return new CompatibleVendor(
                "compatible", "Compatible", known.baseUrl(), known.dialect().with(flags));
    }
}
