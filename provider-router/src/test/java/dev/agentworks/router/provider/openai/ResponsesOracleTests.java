package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our words in Responses beside those of OpenAI's own client, in both directions. */
class ResponsesOracleTests extends VendorHarness {
    private final OpenAi openAi = new OpenAi();
    private final OpenAIClient theirs =
            OpenAIOkHttpClient.builder().baseUrl(server.url()).apiKey(KEY).maxRetries(0).build();

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
        return new ModelTraits(Api.RESPONSES, true, null, Thinking.EFFORT, "developer", false);
    }

    @Test
    void writesNoFieldThatTheirClientDoesNotKnow() throws Exception {
        server.behave(VendorServer.stream(golden("reasoning")));
        var after = Conversations.after(ask()).with(traits());
        var options =
                new ChatOptions(
                        new Sampling(new java.math.BigDecimal("0.9"), null, List.of()),
                        new Output(
                                new ResponseFormat.JsonSchema("card", Conversations.schema(), true),
                                null),
                        new Tools(new ToolChoice.Named("read_card"), true),
                        Effort.of(ReasoningEffort.HIGH),
                        new Service(
                                "priority",
                                new PromptCache("k", Set.of(), PromptCache.Lifetime.MINUTES_5),
                                "somebody"));
        for (var request : List.of(request(), request().with(options), after)) {
            var ours = written(request.as("gpt-4o", traits()));

            var json = ObjectMappers.jsonMapper();
            var theirBody = json.readValue(ours.toString(), ResponseCreateParams.Body.class);

            theirBody.validate();
            assertThat(theirBody._additionalProperties()).containsOnlyKeys("stream");
            assertThat(VendorJson.MAPPER.readTree(json.writeValueAsString(theirBody)))
                    .isEqualTo(ours);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "tools",
                "structured",
                "length",
                "reasoning",
                "cached-and-reasoning"
            })
    void readsTheSameOfAStreamAsTheirClient(String name) throws Exception {
        server.behave(VendorServer.stream(golden(name)));
        var their = stream();
        var our = ask();

        assertThat(our.text())
                .isEqualTo(
                        their.output().stream()
                                .flatMap(item -> item.message().stream())
                                .flatMap(message -> message.content().stream())
                                .flatMap(content -> content.outputText().stream())
                                .map(text -> text.text())
                                .collect(Collectors.joining()));
        assertThat(our.toolCalls())
                .extracting(ToolCall::id, ToolCall::name, call -> call.arguments())
                .containsExactlyElementsOf(
                        their.output().stream()
                                .flatMap(item -> item.functionCall().stream())
                                .map(call ->
                                        org.assertj.core.groups.Tuple.tuple(
                                                call.callId(),
                                                call.name(),
                                                VendorJson.MAPPER.readTree(call.arguments())))
                                .toList());
        assertThat(our.reasoning())
                .hasSize((int) their.output().stream().filter(it -> it.isReasoning()).count());
        var usage = their.usage().orElseThrow();
        assertThat(our.tokens().input()).isEqualTo(usage.inputTokens());
        assertThat(our.tokens().output()).isEqualTo(usage.outputTokens());
        assertThat(our.tokens().total()).isEqualTo(usage.totalTokens());
        assertThat(our.tokens().cachedInput()).isEqualTo(usage.inputTokensDetails().cachedTokens());
        assertThat(our.tokens().reasoning())
                .isEqualTo(usage.outputTokensDetails().reasoningTokens());
        assertThat(our.finishReason() == FinishReason.LENGTH)
                .isEqualTo(their.status().orElseThrow().equals(ResponseStatus.INCOMPLETE));
    }

    private Response stream() {
        var whole = ResponseAccumulator.create();
        var params = ResponseCreateParams.builder().model("m").input("x").build();
        try (var stream = theirs.responses().createStreaming(params)) {
            stream.stream().forEach(event -> whole.accumulate(event));
        }
        return whole.response();
    }
}
