package dev.agentworks.local.llm.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request: the instructions, the turns so far, and the tools that may be called. */
public record Conversation(String model, String system, List<Turn> turns, List<ToolOffer> tools) {

    private static final Pattern AGENT = Pattern.compile("(?m)^Agent:\\s*([A-Z_]+)\\s*$");

    /** One turn, by the person, the model or a tool. */
    public sealed interface Turn {

        /** The text of the person, or of the program in their name. */
        record Asked(String text) implements Turn {}

        /** The text and the tool calls of the model. */
        record Answered(String text, List<ToolCall> calls) implements Turn {
            public Answered {
                calls = List.copyOf(calls);
            }
        }

        /** The answer of a tool. */
        record ToolAnswered(String callId, String content) implements Turn {}
    }

    /** A tool the model may call, with the JSON Schema of its arguments. */
    public record ToolOffer(String name, JsonNode schema) {

        /** Whether the schema knows this argument. */
        public boolean takes(String argument) {
            return schema.path("properties").has(argument);
        }
    }

    public Conversation {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** The agent that the instructions name, as in {@code Agent: PRD}. */
    public Optional<String> agent() {
        var matcher = AGENT.matcher(system);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public @Nullable ToolOffer tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst().orElse(null);
    }

    /** All texts of the person as one. */
    public String asked() {
        var text = new StringBuilder();
        for (var turn : turns) {
            if (turn instanceof Turn.Asked asked) {
                text.append(asked.text()).append('\n');
            }
        }
        return text.toString();
    }

    /** Every answered tool call, in order. */
    public List<Exchange> exchanges() {
        var exchanges = new ArrayList<Exchange>();
        for (var turn : turns) {
            if (turn instanceof Turn.Answered answered) {
                for (var call : answered.calls()) {
                    answerTo(call.id())
                            .ifPresent(answer -> exchanges.add(new Exchange(call, answer)));
                }
            }
        }
        return exchanges;
    }

    /** A tool call with what the tool answered. */
    public record Exchange(ToolCall call, String answer) {}

    private Optional<String> answerTo(String callId) {
        return turns.stream()
                .filter(Turn.ToolAnswered.class::isInstance)
                .map(Turn.ToolAnswered.class::cast)
                .filter(answer -> answer.callId().equals(callId))
                .map(Turn.ToolAnswered::content)
                .findFirst();
    }
}
