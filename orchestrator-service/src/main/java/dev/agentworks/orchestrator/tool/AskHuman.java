package dev.agentworks.orchestrator.tool;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks a person; the run waits for the answer, but not for ever. */
@Component
public class AskHuman implements Tool {

    private static final int USUAL_MINUTES = 24 * 60;

    @Override
    public String name() {
        return "ask_human";
    }

    @Override
    public String description() {
        return """
        Asks the people on the card one question and waits for the answer. Ask only what you cannot find out and what changes your result. Offer choices where you can; say in the question what you will assume when nobody answers.\
        """;
    }

    @Override
    public String schema() {
        return """
        {"type": "object", "required": ["question"], "additionalProperties": false, "properties": {
          "question": {"type": "string", "minLength": 1, "maxLength": 2000},
          "choices": {"type": "array", "minItems": 2, "maxItems": 8, "uniqueItems": true,
                      "items": {"type": "string", "minLength": 1, "maxLength": 200}},
          "deadlineMinutes": {"type": "integer", "minimum": 1, "maximum": 10080, "description": "how long to wait; a day when left out"}}}
        """;
    }

    @Override
    public ToolEffect effect() {
        return ToolEffect.WAIT;
    }

    @Override
    public ToolResult call(ToolContext context, JsonNode arguments) {
        throw new IllegalStateException("a question is answered by a person, not called");
    }

    /** The question in the arguments of a valid call. */
    public static Asked question(JsonNode arguments) {
        return new Asked(
                arguments.path("question").asString(),
                arguments.path("choices").valueStream().map(JsonNode::asString).toList(),
                Duration.ofMinutes(arguments.path("deadlineMinutes").asLong(USUAL_MINUTES)));
    }

    /** What the model is told when nobody did. */
    public static String nobodyAnswered(Asked asked) {
        return "Nobody answered within %d minutes. Go on with the assumption you named in your question, or with the most careful one; write it down as an assumption in what you leave behind and in the summary of finish. Do not ask the same again."
                .formatted(asked.patience().toMinutes());
    }

    /** A question to a person. */
    public record Asked(String text, List<String> choices, Duration patience) {}
}
