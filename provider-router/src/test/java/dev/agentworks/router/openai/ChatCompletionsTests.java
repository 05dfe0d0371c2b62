package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.agentworks.router.provider.http.VendorServer;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionsTests extends OpenAiApiTest {
    private static final ChatCompletionStreamOptions USAGE =
            ChatCompletionStreamOptions.builder().includeUsage(true).build();

    @Test
    void givesBackWhatAVendorOfTheSameWordsSaidAndWhatItCost() {
        VENDOR.behave(VendorServer.respond(200, Map.of(), WHOLE));

        var answer =
                client().chat()
                        .completions()
                        .create(ask("gpt-4o").seed(7).temperature(0.2).build());

        assertThat(answer.choices().getFirst().message().content()).contains("Hello, wörld!");
        assertThat(answer.id()).isEqualTo("chatcmpl-9");
        assertThat(answer._additionalProperties()).containsKey("agentworks");
        assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(25);
        var asked = JSON.readTree(VENDOR.received().getLast().body());
        assertThat(asked.path("seed").asInt(0)).isEqualTo(7);
        assertThat(asked.path("model").asString("")).isEqualTo("gpt-4o");
        assertThat(asked.path("stream").asBoolean(false)).isFalse();
        assertThat(call())
                .containsEntry("state", "SUCCEEDED")
                .containsEntry("api_key_id", apiKey)
                .containsEntry("cached_input", 4L)
                .containsEntry("reasoning", 2L);
        assertThat((BigDecimal) call().get("price")).isPositive();
        await().until(() -> usageEvents() == 1);
        assertThat(messages.on("usage-events"))
                .filteredOn(it -> it.body().contains(workspace.toString()))
                .allSatisfy(it ->
                        assertThat(JSON.readTree(it.body()).path("apiKeyId").asString(""))
                                .isEqualTo(apiKey.toString()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatLeavesASilentCallStopsTheVendorWithinFiftyMilliseconds(boolean stream)
            throws Exception {
        var took = new ArrayList<Long>();
        for (int i = 0; i < 9; i++) {
            var asked = new CompletableFuture<Void>();
            var gone = new CompletableFuture<Long>();
            VENDOR.behave(exchange -> {
                asked.complete(null);
                if (stream) {
                    exchange.head(200, Map.of("content-type", "text/event-stream"));
                }
                exchange.clientGoes();
                gone.complete(System.nanoTime());
            });
            var body =
                    "{\"model\":\"gpt-4o\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                            .formatted(stream);
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream()
                        .write(
                                ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                                                        .formatted(keyToken())
                                                + "X-Api-Key-Id: %s\r\nContent-Length: %d\r\n\r\n%s"
                                                        .formatted(apiKey, body.length(), body))
                                        .getBytes(StandardCharsets.UTF_8));
                asked.get(5, TimeUnit.SECONDS);
            }
            long left = System.nanoTime();
            took.add(gone.get(5, TimeUnit.SECONDS) - left);
        }
        Collections.sort(took);
        System.out.printf(
                "upstream gone after %s µs%n", took.stream().map(it -> it / 1_000).toList());
        assertThat(Duration.ofNanos(took.get(took.size() / 2))).isLessThan(Duration.ofMillis(50));
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql(
                                                "select distinct state from llm_call where workspace_id = ?")
                                        .param(workspace)
                                        .query(String.class)
                                        .list())
                        .containsExactly("CANCELLED"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInTheirWords() {
        var refused = raw("{\"model\":\"gpt-4o\",\"x\":\"%s\"}".formatted("x".repeat(9_000_000)));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).at("/error/code").asString("")).isEqualTo("request_too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "openai,gpt-4o",
        "anthropic,claude-3-5-sonnet-20241022",
        "google,gemini-2.5-pro",
        "openai,openai/gpt-4o"
    })
    void streamsTheSameWordsWhoeverAnswers(String vendor, String model) {
        VENDOR.behave(VendorServer.stream(golden(vendor, "text")));

        var answer = streamed(ask(model).streamOptions(USAGE).build());

        assertThat(answer.choices().getFirst().message().content()).contains("Hello, wörld!");
        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("stop");
        var usage = answer.usage().orElseThrow();
        assertThat(usage.totalTokens())
                .isPositive()
                .isEqualTo(usage.promptTokens() + usage.completionTokens());
        assertThat(call()).containsEntry("state", "SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"anthropic,claude-3-5-sonnet-20241022", "google,gemini-2.5-pro"})
    void saysAWholeAnswerOfAnyVendorInTheSameWords(String vendor, String model) {
        VENDOR.behave(VendorServer.stream(golden(vendor, "text")));

        var answer = client().chat().completions().create(ask(model).build()).validate();

        assertThat(answer.choices().getFirst().message().content()).contains("Hello, wörld!");
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"openai,gpt-4o", "anthropic,claude-3-5-sonnet-20241022", "google,gemini-2.5-pro"})
    void streamsParallelToolCalls(String vendor, String model) {
        VENDOR.behave(VendorServer.stream(golden(vendor, "tools")));

        var answer =
                streamed(
                        ask(model)
                                .addTool(tool("read_card"))
                                .addTool(tool("finish"))
                                .parallelToolCalls(true)
                                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                                .build());

        assertThat(answer.choices().getFirst().finishReason().asString()).isEqualTo("tool_calls");
        var calls = answer.choices().getFirst().message().toolCalls().orElseThrow();
        assertThat(calls)
                .extracting(call -> call.asFunction().function().name())
                .containsExactly("read_card", "finish");
        assertThat(calls)
                .extracting(
                        call -> JSON.readTree(call.asFunction().function().arguments()).toString())
                .containsExactly("{\"id\":\"AW-1\"}", "{\"summary\":\"Done.\"}");
    }

    @Test
    void handsAnotherVendorTheTurnsOfAToolLoop() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "text")));

        client().chat()
                .completions()
                .create(
                        ask("claude-3-5-sonnet-20241022")
                                .addSystemMessage("Be brief.")
                                .addMessage(
                                        ChatCompletionAssistantMessageParam.builder()
                                                .addToolCall(
                                                        ChatCompletionMessageFunctionToolCall
                                                                .builder()
                                                                .id("one")
                                                                .function(
                                                                        ChatCompletionMessageFunctionToolCall
                                                                                .Function.builder()
                                                                                .name("read_card")
                                                                                .arguments(
                                                                                        "{\"id\":\"AW-1\"}")
                                                                                .build())
                                                                .build())
                                                .build())
                                .addMessage(
                                        ChatCompletionToolMessageParam.builder()
                                                .toolCallId("one")
                                                .content("A card.")
                                                .build())
                                .addTool(tool("read_card"))
                                .build());

        var asked = JSON.readTree(VENDOR.received().getLast().body());
        assertThat(asked.at("/messages/1/content/0/input/id").asString("")).isEqualTo("AW-1");
        assertThat(asked.at("/messages/2/content/0/tool_use_id").asString("")).isEqualTo("one");
        assertThat(asked.path("system").toString()).contains("Be brief.");
    }

    @Test
    void asksForStructuredOutputInTheVendorsOwnWay() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "structured")));
        var schema =
                ResponseFormatJsonSchema.builder()
                        .jsonSchema(
                                ResponseFormatJsonSchema.JsonSchema.builder()
                                        .name("card")
                                        .strict(true)
                                        .schema(
                                                ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                                        .putAdditionalProperty(
                                                                "type", JsonValue.from("object"))
                                                        .build())
                                        .build())
                        .build();

        var answer =
                client().chat()
                        .completions()
                        .create(
                                ask("claude-sonnet-5")
                                        .responseFormat(schema)
                                        .reasoningEffort(ReasoningEffort.LOW)
                                        .build());

        var asked = JSON.readTree(VENDOR.received().getLast().body());
        assertThat(asked.at("/output_config/format/type").asString("")).isEqualTo("json_schema");
        assertThat(
                        JSON.readTree(answer.choices().getFirst().message().content().orElseThrow())
                                .path("points")
                                .asInt(0))
                .isEqualTo(3);
    }

    @Test
    void withoutUsageAskedForTheClientGetsNoChunkOfFigures() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var body =
                """
                {"model":"gpt-4o","stream":true,"messages":[{"role":"user","content":"Hi"}]}
                """;

        var answer = raw(body);

        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("\"choices\":[]")
                .contains("\"agentworks\":{\"call_id\"");
    }

    @Test
    void goesElsewhereInAStreamThatHasShownNothing() {
        VENDOR.behave(exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                VendorServer.cut(
                                "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}\n\n")
                        .answer(exchange);
            } else {
                VendorServer.stream(golden("anthropic", "text")).answer(exchange);
            }
        });

        var answer = streamed(ask("gpt-5-nano").build());

        assertThat(answer.choices().getFirst().message().content()).contains("Hello, wörld!");
        assertThat(call()).containsEntry("provider", "anthropic").containsEntry("attempts", 2);
    }

    @Test
    void aClientThatLeavesStopsTheVendorAndPaysWhatItGot() throws Exception {
        var gone = new CompletableFuture<Long>();
        var begun =
                golden("openai", "text")
                        .substring(
                                0,
                                golden("openai", "text")
                                        .indexOf("data: {\"id\":\"chatcmpl-1\"", 700));
        VENDOR.behave(exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(begun);
            try {
                for (int i = 0; i < 2_000; i++) {
                    exchange.chunk(
                            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"more \"}}]}\n\n");
                    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                }
            } catch (java.io.IOException e) {
                gone.complete(System.nanoTime());
            }
        });

        try (var stream = client().chat().completions().createStreaming(ask("gpt-4o").build())) {
            stream.stream().limit(3).forEach(_ -> {});
        }

        gone.get(5, java.util.concurrent.TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(call()).containsEntry("state", "CANCELLED"));
        assertThat((BigDecimal) call().get("price")).isPositive();
        await().until(() -> usageEvents() == 1);
    }

    private java.net.http.HttpResponse<String> raw(String body) {
        return send(
                request("/v1/chat/completions", "Bearer " + keyToken())
                        .header("X-Api-Key-Id", apiKey.toString())
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    private static ChatCompletionFunctionTool tool(String name) {
        return ChatCompletionFunctionTool.builder()
                .function(
                        FunctionDefinition.builder()
                                .name(name)
                                .description("Does " + name)
                                .parameters(
                                        FunctionParameters.builder()
                                                .putAdditionalProperty(
                                                        "type", JsonValue.from("object"))
                                                .build())
                                .build())
                .build();
    }
}
