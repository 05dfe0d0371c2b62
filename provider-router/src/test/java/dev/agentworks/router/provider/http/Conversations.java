package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.ToolDefinition;
import dev.agentworks.router.provider.spi.VendorJson;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Conversations for tests. */
public final class Conversations {
    private Conversations() {}

    /** Two parallel tool calls were made and answered, one with an error. */
    public static ChatRequest withTools() {
        return new ChatRequest(
                "some-model",
                "Be brief.",
                List.of(
                        new Message.User("Read the card."),
                        new Message.Assistant(
                                "I look.",
                                List.of(
                                        new ToolCall(
                                                "one",
                                                "read_card",
                                                json("{\"id\":\"AW-1\"}"),
                                                "signed"),
                                        new ToolCall(
                                                "two",
                                                "read_card",
                                                json("{\"id\":\"AW-2\"}"),
                                                null))),
                        new Message.ToolResult("one", "read_card", "A card.", false),
                        new Message.ToolResult("two", "read_card", "No such card.", true)),
                tools(),
                new BigDecimal("0.2"),
                1000);
    }

    /** An answer of a schema is wanted. */
    public static ChatRequest structured() {
        return plain("Describe the card.")
                .with(ChatOptions.NONE.with(new ResponseFormat.JsonSchema("card", schema(), true)));
    }

    /** Somebody says one thing, and nothing is special. */
    public static ChatRequest plain(String said) {
        return new ChatRequest(
                "some-model",
                "Be brief.",
                List.of(new Message.User(said)),
                List.of(),
                new BigDecimal("0.2"),
                1000);
    }

    /** The answer was given, its tool was called, and the model is to go on. */
    public static ChatRequest after(ModelResponse answer) {
        var call = answer.toolCalls().getFirst();
        return new ChatRequest(
                "some-model",
                null,
                List.of(
                        new Message.User("Read the card."),
                        new Message.Assistant(
                                answer.text(), answer.toolCalls(), answer.reasoning()),
                        new Message.ToolResult(call.id(), call.name(), "A card.", false)),
                tools(),
                null,
                1000);
    }

    /** The turn before was answered by somebody else. */
    public static ChatRequest withForeignThoughts() {
        return new ChatRequest(
                "some-model",
                null,
                List.of(
                        new Message.User("Read the card."),
                        new Message.Assistant(
                                "I look.",
                                List.of(),
                                List.of(
                                        new Reasoning(
                                                "another-vendor",
                                                "foreign thought",
                                                "foreign seal",
                                                0,
                                                0))),
                        new Message.User("And?")),
                List.of(),
                null,
                1000);
    }

    public static List<ToolDefinition> tools() {
        return List.of(
                new ToolDefinition(
                        "read_card",
                        "Reads a card.",
                        json(
                                """
                                {"type":"object","properties":{"id":{"type":"string"}}}
                                """)));
    }

    /** Of a card. */
    public static JsonNode schema() {
        return json(
                """
                {"type":"object","properties":{"title":{"type":"string"},"points":{"type":"integer"}},
                 "required":["title","points"],"additionalProperties":false}
                """);
    }

    private static JsonNode json(String text) {
        return VendorJson.MAPPER.readTree(text);
    }
}
