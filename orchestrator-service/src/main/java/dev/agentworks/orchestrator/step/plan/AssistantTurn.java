package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model said in one turn, as it is told to the model again. A model may say anything, but
 * every provider must accept the conversation that follows: what is no proper part of one is
 * replaced, and what is longer than any model reads is shortened.
 */
final class AssistantTurn {

    /** As many as a router takes in one message. */
    static final int MOST_CALLS = 128;

    private static final int LONGEST = 100_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String NAMELESS = "invalid_name";

    private final int turn;
    private final Completion answer;

    AssistantTurn(int turn, Completion answer) {
        this.turn = turn;
        this.answer = answer;
    }

    /** The calls that are carried out: all, but of very many only the first. */
    List<Completion.ToolCall> calls() {
        var all = answer.toolCalls();
        return all.size() <= MOST_CALLS ? all : all.subList(0, MOST_CALLS);
    }

    int callsLeftOut() {
        return answer.toolCalls().size() - calls().size();
    }

    boolean isCut() {
        return "length".equals(answer.finishReason());
    }

    /** What the model has to know besides the result of its last call. */
    String notice(boolean lastIsWrong) {
        if (callsLeftOut() > 0) {
            return "\n(Only the first %d calls of a turn are carried out: %d more were not.)"
                    .formatted(MOST_CALLS, callsLeftOut());
        }
        return isCut() && lastIsWrong ? "\n" + Prompts.CUT_IN_A_CALL : "";
    }

    Message message() {
        return Message.assistant(said(), asked());
    }

    /**
     * The id of a call. Providers number calls by turn or at random: here an id names one call of
     * the whole conversation.
     */
    String id(int index) {
        return "call_" + turn + "_" + index;
    }

    // a turn must say something, and an empty one is remembered as such
    private @Nullable String said() {
        var text = answer.text();
        if (text == null || text.isBlank()) {
            return answer.toolCalls().isEmpty() ? "(no answer)" : text;
        }
        return shortened(text);
    }

    private List<Completion.ToolCall> asked() {
        var named = new ArrayList<Completion.ToolCall>();
        for (var call : calls()) {
            named.add(
                    new Completion.ToolCall(
                            id(named.size()),
                            NAME.matcher(call.name()).matches() ? call.name() : NAMELESS,
                            arguments(call.arguments()),
                            call.signature()));
        }
        return named;
    }

    private static JsonNode arguments(@Nullable JsonNode arguments) {
        if (!(arguments instanceof ObjectNode object)) {
            return JsonNodeFactory.instance.objectNode();
        }
        boolean isLong = object.valueStream().anyMatch(AssistantTurn::isLong);
        if (!isLong) {
            return object;
        }
        var shorter = object.deepCopy();
        object.propertyStream()
                .filter(field -> isLong(field.getValue()))
                .forEach(field ->
                        shorter.put(field.getKey(), shortened(field.getValue().stringValue())));
        return shorter;
    }

    private static boolean isLong(JsonNode value) {
        return value.isString() && value.stringValue().length() > LONGEST;
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end)
                + "\n(… %d more characters are left out here)".formatted(text.length() - end);
    }
}
