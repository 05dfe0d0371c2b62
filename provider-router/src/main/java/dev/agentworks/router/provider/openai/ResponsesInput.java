package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.AssistantPart;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.Reasoning;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Writes the turns of a conversation as the items of Responses. */
final class ResponsesInput {
    private final JsonMapper json;

    ResponsesInput(JsonMapper json) {
        this.json = json;
    }

    void write(ChatRequest request, ArrayNode items) {
        for (var message : request.messages()) {
            switch (message) {
                case Message.User user -> user(user, items);
                case Message.Assistant turn ->
                        AssistantPart.of(turn).forEach(part -> part(part, items));
                case Message.ToolResult(var id, var _, var content, var isError) ->
                        items.addObject()
                                .put("type", "function_call_output")
                                .put("call_id", id)
                                .put("output", isError ? "Error: " + content : content);
            }
        }
    }

    private static void user(Message.User user, ArrayNode items) {
        var content =
                items.addObject().put("type", "message").put("role", "user").putArray("content");
        if (!user.content().isEmpty()) {
            content.addObject().put("type", "input_text").put("text", user.content());
        }
        for (var image : user.images()) {
            content.addObject()
                    .put("type", "input_image")
                    .put("detail", "auto")
                    .put("image_url", OpenAiMessages.address(image));
        }
    }

    private void part(AssistantPart part, ArrayNode items) {
        switch (part) {
            case AssistantPart.Text(var text) ->
                    items.addObject()
                            .put("type", "message")
                            .put("role", "assistant")
                            .put("content", text);
            case AssistantPart.Thought(var thought) -> thought(thought, items);
            case AssistantPart.Call(var call) ->
                    items.addObject()
                            .put("type", "function_call")
                            .put("call_id", call.id())
                            .put("name", call.name())
                            .put("arguments", call.argumentText());
        }
    }

    /** The sealed item goes back as it came; thoughts of others mean nothing here. */
    private void thought(Reasoning thought, ArrayNode items) {
        if (thought.format().equals(Responses.REASONING) && thought.data() != null) {
            items.add(json.readTree(thought.data()));
        }
    }
}
