package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorHarness;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Output;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our words beside those of OpenAI's own client, in both directions. */
class OpenAiOracleTests extends VendorHarness {
    private final OpenAi openAi = new OpenAi();
    private final OpenAIClient theirs =
            OpenAIOkHttpClient.builder().baseUrl(server.url()).apiKey(KEY).maxRetries(0).build();

    @Override
    protected Vendor vendor() {
        return openAi;
    }

    @Test
    void writesTheSameRequestAsTheirClient() {
        server.behave(VendorServer.stream(golden("text")));
        stream(
                ChatCompletionCreateParams.builder()
                        .model("some-model")
                        .addSystemMessage("Be brief.")
                        .addUserMessage("Read the card.")
                        .addMessage(
                                ChatCompletionAssistantMessageParam.builder()
                                        .content("I look.")
                                        .addToolCall(call("one", "{\"id\":\"AW-1\"}"))
                                        .addToolCall(call("two", "{\"id\":\"AW-2\"}"))
                                        .build())
                        .addMessage(result("one", "A card."))
                        .addMessage(result("two", "Error: No such card."))
                        .addTool(tool())
                        .temperature(0.2)
                        .maxCompletionTokens(1000)
                        .streamOptions(
                                ChatCompletionStreamOptions.builder()
                                        .includeUsage(true)
                                        .includeObfuscation(false)
                                        .build())
                        .build());

        var asked = server.received().getFirst();

        assertThat(written(Conversations.withTools()))
                .isEqualTo(VendorJson.MAPPER.readTree(asked.body()));
        var ours = openAi.write(Conversations.withTools(), access());
        assertThat(ours.uri().getPath()).isEqualTo(asked.path());
        assertThat(ours.headers()).containsEntry("Authorization", "Bearer " + KEY);
        assertThat(asked.headers()).containsEntry("authorization", "Bearer " + KEY);
    }

    @Test
    void writesNoFieldThatTheirClientDoesNotKnow() throws Exception {
        var traits = new ModelTraits(Api.CHAT, true, null, Thinking.EFFORT, "developer", false);
        for (var format :
                List.of(
                        new ResponseFormat.JsonObject(),
                        new ResponseFormat.JsonSchema("card", Conversations.schema(), true))) {
            for (var choice :
                    List.of(
                            new ToolChoice.Any(),
                            new ToolChoice.None(),
                            new ToolChoice.Named("read_card"))) {
                var options =
                        new ChatOptions(
                                new Sampling(new BigDecimal("0.9"), null, List.of("END", "STOP")),
                                new Output(format, null),
                                new Tools(choice, false),
                                Effort.of(ReasoningEffort.LOW),
                                new Service(
                                        "flex",
                                        new PromptCache(
                                                "k", Set.of(), PromptCache.Lifetime.MINUTES_5),
                                        "somebody"));
                var ours = written(Conversations.withTools().as("gpt-4o", traits).with(options));

                var json = ObjectMappers.jsonMapper();
                var theirBody =
                        json.readValue(ours.toString(), ChatCompletionCreateParams.Body.class);

                theirBody.validate();
                assertThat(theirBody._additionalProperties()).containsOnlyKeys("stream");
                assertThat(VendorJson.MAPPER.readTree(json.writeValueAsString(theirBody)))
                        .isEqualTo(ours);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "tools", "structured", "length", "refusal", "cached-and-reasoning"})
    void readsTheSameOfAStreamAsTheirClient(String name) throws Exception {
        server.behave(VendorServer.stream(golden(name)));
        var their =
                stream(ChatCompletionCreateParams.builder().model("m").addUserMessage("x").build());
        var our = ask();

        var choice = their.choices().getFirst();
        assertThat(our.text())
                .isEqualTo(choice.message().content().or(choice.message()::refusal).orElse(""));
        assertThat(our.refusal()).isEqualTo(choice.message().refusal().orElse(null));
        assertThat(our.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, call -> call.arguments())
                .containsExactlyElementsOf(
                        choice.message().toolCalls().orElse(List.of()).stream()
                                .map(call -> call.asFunction())
                                .map(call ->
                                        org.assertj.core.groups.Tuple.tuple(
                                                call.id(),
                                                call.function().name(),
                                                VendorJson.MAPPER.readTree(
                                                        call.function().arguments())))
                                .toList());
        if (our.refusal() == null) {
            assertThat(String.valueOf(our.finishReason()).toLowerCase(Locale.ROOT))
                    .isEqualTo(choice.finishReason().asString());
        } else {
            assertThat(our.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        }
        var usage = their.usage().orElseThrow();
        assertThat(our.tokens().input()).isEqualTo(usage.promptTokens());
        assertThat(our.tokens().output()).isEqualTo(usage.completionTokens());
        assertThat(our.tokens().total()).isEqualTo(usage.totalTokens());
        assertThat(our.tokens().cachedInput())
                .isEqualTo(usage.promptTokensDetails().orElseThrow().cachedTokens().orElse(0L));
        assertThat(our.tokens().reasoning())
                .isEqualTo(
                        usage.completionTokensDetails().orElseThrow().reasoningTokens().orElse(0L));
        assertThat(our.model()).isEqualTo(their.model());
        assertThat(our.responseId()).isEqualTo(their.id());
    }

    private ChatCompletion stream(ChatCompletionCreateParams params) {
        var whole = ChatCompletionAccumulator.create();
        try (var stream = theirs.chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    private static ChatCompletionMessageFunctionToolCall call(String id, String arguments) {
        return ChatCompletionMessageFunctionToolCall.builder()
                .id(id)
                .function(
                        ChatCompletionMessageFunctionToolCall.Function.builder()
                                .name("read_card")
                                .arguments(arguments)
                                .build())
                .build();
    }

    private static ChatCompletionToolMessageParam result(String id, String content) {
        return ChatCompletionToolMessageParam.builder().toolCallId(id).content(content).build();
    }

    private static ChatCompletionFunctionTool tool() {
        return ChatCompletionFunctionTool.builder()
                .function(
                        FunctionDefinition.builder()
                                .name("read_card")
                                .description("Reads a card.")
                                .parameters(
                                        FunctionParameters.builder()
                                                .putAdditionalProperty(
                                                        "type", JsonValue.from("object"))
                                                .putAdditionalProperty(
                                                        "properties",
                                                        JsonValue.from(
                                                                Map.of(
                                                                        "id",
                                                                        Map.of("type", "string"))))
                                                .build())
                                .build())
                .build();
    }
}
