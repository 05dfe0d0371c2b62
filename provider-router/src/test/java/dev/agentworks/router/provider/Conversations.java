package dev.agentworks.router.provider;

import java.math.BigDecimal;
import java.util.List;

/** Conversations for tests. */
public final class Conversations {
    private Conversations() {}

    /** Two parallel tool calls were made and answered, one with an error. */
    public static ChatRequest withTools() {
        var json = VendorJson.MAPPER;
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
                                                json.readTree("{\"id\":\"AW-1\"}"),
                                                "signed"),
                                        new ToolCall(
                                                "two",
                                                "read_card",
                                                json.readTree("{\"id\":\"AW-2\"}"),
                                                null))),
                        new Message.ToolResult("one", "read_card", "A card.", false),
                        new Message.ToolResult("two", "read_card", "No such card.", true)),
                List.of(
                        new ToolDefinition(
                                "read_card",
                                "Reads a card.",
                                json.readTree(
                                        """
                                        {"type":"object","properties":{"id":{"type":"string"}}}
                                        """))),
                new BigDecimal("0.2"),
                1000);
    }
}
