package dev.agentworks.local.llm.wire;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Reply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One vendor's format. */
public interface Wire {

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException with what is missing or wrong
     */
    Conversation read(String model, JsonNode request);

    /** The whole answer in one object. */
    ObjectNode whole(Conversation conversation, Reply reply);

    /** The answer as the events of a stream, each exactly as it is sent. */
    List<String> stream(Conversation conversation, Reply reply, boolean withUsage);

    /** An error as this vendor words it. */
    ObjectNode error(int status, String message);
}
