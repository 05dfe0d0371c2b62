package dev.agentworks.orchestrator.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.client.Completion.ToolCall;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ConversationTrimmerTests {

    private static final int BUDGET = 10_000;

    @Test
    void leavesAShortConversationAlone() {
        var messages = turns(3, 1_000);

        assertThat(ConversationTrimmer.trim(messages, BUDGET)).isEqualTo(messages);
    }

    @Test
    void leavesTheOldestAnswersOutFirstAndTheLastIn() {
        var messages = turns(20, 7_000);

        var sent = ConversationTrimmer.trim(messages, BUDGET);

        assertThat(sent).hasSameSizeAs(messages);
        assertThat(sent.get(0)).isEqualTo(messages.get(0));
        assertThat(sent.get(2).content()).isEqualTo(ConversationTrimmer.ELIDED);
        assertThat(sent.get(2).toolCallId()).isEqualTo("call_1");
        assertThat(sent.getLast()).isEqualTo(messages.getLast());
    }

    @Test
    void whatWasLeftOutOnceStaysOutSoThatTheBeginningStaysTheSame() {
        var messages = turns(40, 7_000);
        List<Message> before = List.of();

        for (int end = 1; end <= messages.size(); end += 2) {
            var sent = ConversationTrimmer.trim(messages.subList(0, end), BUDGET);
            for (int index = 0; index < before.size(); index++) {
                if (ConversationTrimmer.ELIDED.equals(before.get(index).content())) {
                    assertThat(sent.get(index)).isEqualTo(before.get(index));
                }
            }
            assertThat(ConversationTrimmer.trim(messages.subList(0, end), BUDGET)).isEqualTo(sent);
            before = sent;
        }
    }

    private static List<Message> turns(int count, int characters) {
        var messages = new ArrayList<Message>();
        messages.add(Message.user("Do your work."));
        for (int turn = 1; turn <= count; turn++) {
            var call =
                    new ToolCall(
                            "call_" + turn,
                            "read_file",
                            JsonNodeFactory.instance.objectNode().put("path", "a"),
                            null);
            messages.add(Message.assistant("I read.", List.of(call)));
            messages.add(Message.toolResult("call_" + turn, "x".repeat(characters), false));
        }
        return messages;
    }
}
