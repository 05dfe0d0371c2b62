package dev.agentworks.router.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorHarness;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Output;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.PromptCache.Point;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our words beside those of Anthropic's own client, in both directions. */
class AnthropicOracleTests extends VendorHarness {
    private final Anthropic anthropic = new Anthropic(Clock.systemUTC());
    private final AnthropicClient theirs =
            AnthropicOkHttpClient.builder().baseUrl(server.url()).apiKey(KEY).maxRetries(0).build();

    @Override
    protected Vendor vendor() {
        return anthropic;
    }

    @Override
    protected ModelTraits traits() {
        return new ModelTraits(Api.CHAT, false, "2026-10-21", Thinking.ADAPTIVE, "system", false);
    }

    @Test
    void writesTheSameRequestAsTheirClient() {
        server.behave(VendorServer.stream(golden("text")));
        stream(
                MessageCreateParams.builder()
                        .model("some-model")
                        .maxTokens(1000)
                        .system("Be brief.")
                        .addUserMessageOfContentBlockParams(List.of(text("Read the card.")))
                        .addAssistantMessageOfContentBlockParams(
                                List.of(text("I look."), use("one", "AW-1"), use("two", "AW-2")))
                        .addUserMessageOfContentBlockParams(
                                List.of(
                                        ContentBlockParam.ofToolResult(
                                                ToolResultBlockParam.builder()
                                                        .toolUseId("one")
                                                        .content("A card.")
                                                        .build()),
                                        ContentBlockParam.ofToolResult(
                                                ToolResultBlockParam.builder()
                                                        .toolUseId("two")
                                                        .content("No such card.")
                                                        .isError(true)
                                                        .build())))
                        .addTool(tool())
                        .build());

        var asked = server.received().getFirst();

        assertThat(written(request())).isEqualTo(VendorJson.MAPPER.readTree(asked.body()));
        var ours = anthropic.write(request(), access());
        assertThat(ours.uri().getPath()).isEqualTo(asked.path());
        assertThat(asked.headers())
                .containsEntry("anthropic-version", ours.headers().get("anthropic-version"));
    }

    @Test
    void writesNoFieldThatTheirClientDoesNotKnow() throws Exception {
        server.behave(VendorServer.stream(golden("reasoning")));
        var after = Conversations.after(ask()).with(traits());
        for (var choice :
                List.of(
                        new ToolChoice.Any(),
                        new ToolChoice.None(),
                        new ToolChoice.Named("read_card"))) {
            var options =
                    new ChatOptions(
                            new Sampling(null, null, List.of("END")),
                            new Output(
                                    new ResponseFormat.JsonSchema(
                                            "card", Conversations.schema(), true),
                                    null),
                            new Tools(choice, false),
                            Effort.of(ReasoningEffort.XHIGH),
                            new Service(
                                    "standard_only",
                                    new PromptCache(
                                            null,
                                            Set.of(Point.TOOLS, Point.SYSTEM, Point.CONVERSATION),
                                            PromptCache.Lifetime.HOUR_1),
                                    "somebody"));
            for (var request : List.of(request().with(options), after.with(options))) {
                var ours = written(request);

                var json = ObjectMappers.jsonMapper();
                var theirBody = json.readValue(ours.toString(), MessageCreateParams.Body.class);

                theirBody.validate();
                assertThat(theirBody._additionalProperties()).containsOnlyKeys("stream");
                assertThat(VendorJson.MAPPER.readTree(json.writeValueAsString(theirBody)))
                        .isEqualTo(ours);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "tools", "structured", "length", "reasoning", "cache-writes"})
    void readsTheSameOfAStreamAsTheirClient(String name) throws Exception {
        server.behave(
                VendorServer.stream(
                        // their reader does not know events of tomorrow
                        golden(name).replaceAll("event: something_new\ndata: [^\n]*\n\n", "")));
        var their =
                stream(
                        MessageCreateParams.builder()
                                .model("m")
                                .maxTokens(10)
                                .addUserMessage("x")
                                .build());
        var our = ask();

        assertThat(our.text())
                .isEqualTo(
                        their.content().stream()
                                .flatMap(block -> block.text().stream())
                                .map(block -> block.text())
                                .collect(Collectors.joining()));
        assertThat(our.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, call -> call.arguments().toString())
                .containsExactlyElementsOf(
                        their.content().stream()
                                .flatMap(block -> block.toolUse().stream())
                                .map(block ->
                                        org.assertj.core.groups.Tuple.tuple(
                                                block.id(), block.name(), json(block._input())))
                                .toList());
        assertThat(our.reasoning())
                .hasSize(
                        (int)
                                their.content().stream()
                                        .filter(it -> it.isThinking() || it.isRedactedThinking())
                                        .count());
        for (var block : their.content()) {
            block.thinking()
                    .ifPresent(thinking -> {
                        var first = our.reasoning().getFirst();
                        assertThat(first.text()).isEqualTo(thinking.thinking());
                        assertThat(first.data()).isEqualTo(thinking.signature());
                    });
        }
        var usage = their.usage();
        assertThat(our.tokens().freshInput()).isEqualTo(usage.inputTokens());
        assertThat(our.tokens().cachedInput()).isEqualTo(usage.cacheReadInputTokens().orElse(0L));
        assertThat(our.tokens().cacheWrite())
                .isEqualTo(usage.cacheCreationInputTokens().orElse(0L));
        assertThat(our.tokens().output()).isEqualTo(usage.outputTokens());
    }

    private static String json(JsonValue value) {
        try {
            return ObjectMappers.jsonMapper().writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Message stream(MessageCreateParams params) {
        var whole = MessageAccumulator.create();
        try (var stream = theirs.messages().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static ContentBlockParam text(String text) {
        return ContentBlockParam.ofText(TextBlockParam.builder().text(text).build());
    }

    private static ContentBlockParam use(String id, String card) {
        return ContentBlockParam.ofToolUse(
                ToolUseBlockParam.builder()
                        .id(id)
                        .name("read_card")
                        .input(
                                ToolUseBlockParam.Input.builder()
                                        .putAdditionalProperty("id", JsonValue.from(card))
                                        .build())
                        .build());
    }

    private static Tool tool() {
        return Tool.builder()
                .name("read_card")
                .description("Reads a card.")
                .inputSchema(
                        Tool.InputSchema.builder()
                                .properties(
                                        Tool.InputSchema.Properties.builder()
                                                .putAdditionalProperty(
                                                        "id",
                                                        JsonValue.from(Map.of("type", "string")))
                                                .build())
                                .build())
                .build();
    }
}
