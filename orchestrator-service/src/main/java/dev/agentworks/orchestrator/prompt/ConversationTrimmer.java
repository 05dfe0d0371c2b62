package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a long conversation within its budget: what tools answered long ago is left out, the oldest
 * first. What was left out at one turn stays out at the next, so the beginning of the conversation
 * stays the same from call to call.
 */
public final class ConversationTrimmer {

    static final String ELIDED =
            "(This answer was left out: the conversation has become long. Call the tool again if you need it.)";

    // when room is made, some more than needed: the next turns then find the beginning unchanged
    private static final int MADE_FREE = 75;
    private static final int MESSAGE = 8;

    private ConversationTrimmer() {}

    /**
     * The conversation as it is sent; the same conversation and budget give the same, always.
     *
     * @param messages the first message, then the turns
     */
    public static List<Message> trim(List<Message> messages, int budget) {
        var sent = new ArrayList<Message>();
        long total = 0;
        int oldest = 1;
        for (var message : messages) {
            sent.add(message);
            total += cost(message);
            if (total <= budget) {
                continue;
            }
            // the answers to the last turn are never left out: the model has not seen them yet
            int last = lastTurn(sent);
            while (total > (long) budget * MADE_FREE / 100 && oldest < last) {
                var before = sent.get(oldest);
                var elided = elided(before);
                sent.set(oldest++, elided);
                total += cost(elided) - cost(before);
            }
        }
        return sent;
    }

    private static int lastTurn(List<Message> sent) {
        int index = sent.size() - 1;
        while (index > 0 && sent.get(index).role().equals("tool")) {
            index--;
        }
        return index;
    }

    private static Message elided(Message message) {
        var content = message.content();
        boolean worthIt =
                message.role().equals("tool")
                        && content != null
                        && content.length() > ELIDED.length();
        return worthIt
                ? new Message(message.role(), ELIDED, null, message.toolCallId(), message.isError())
                : message;
    }

    private static long cost(Message message) {
        long cost = MESSAGE;
        var content = message.content();
        if (content != null) {
            cost += TokenEstimate.of(content);
        }
        var calls = message.toolCalls();
        if (calls != null) {
            for (var call : calls) {
                var arguments = call.arguments();
                cost += MESSAGE + (arguments == null ? 0 : TokenEstimate.of(arguments.toString()));
            }
        }
        return cost;
    }
}
