package dev.agentworks.router.openai;

import dev.agentworks.router.execution.CallProgress.Step;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.Verbatim;
import dev.agentworks.router.provider.spi.VendorJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the events of one stream: those of a vendor that speaks Chat Completions as they are, our
 * own for all others. What ends the answer is held back until the call is written down.
 */
final class StreamChunks {
    private final String id;
    private final long created;
    private final String model;
    private final boolean includeUsage;
    private final Map<String, Integer> tools = new LinkedHashMap<>();
    private boolean verbatim;
    private boolean begun;
    private @Nullable String last;
    private @Nullable ObjectNode wrongEnd;
    private @Nullable String usage;

    StreamChunks(String id, long created, String model, boolean includeUsage) {
        this.id = id;
        this.created = created;
        this.model = model;
        this.includeUsage = includeUsage;
    }

    /** Adds what the step means to its reader. */
    void add(Step step, StringBuilder out) {
        switch (step) {
            case Step.Piece(var data, var kind) -> piece(data, kind, out);
            case Step.Text(var delta) -> event(chunk(content("content", delta), null), out);
            case Step.Reasoning(var delta) ->
                    event(chunk(content("reasoning_content", delta), null), out);
            case Step.Tool(var call, var name) -> event(chunk(tool(call, name), null), out);
            case Step.Arguments(var call, var fragment) ->
                    event(chunk(arguments(call, fragment), null), out);
            case Step.Picture(var image) -> {
                var delta = JsonNodeFactory.instance.objectNode();
                delta.putArray("images").add(ChatCompletionWriter.image(image));
                event(chunk(delta, null), out);
            }
            case Step.Dispatched _, Step.Whole _, Step.Ended _ -> {}
        }
    }

    /** The call is recorded: its end may be sent. */
    void end(Outcome outcome, StringBuilder out) {
        var extension = ChatCompletionWriter.extension(id, outcome);
        if (!verbatim) {
            sign(outcome, out);
            last =
                    chunk(
                                    JsonNodeFactory.instance.objectNode(),
                                    ChatCompletionWriter.reason(outcome.response()))
                            .toString();
        } else if (wrongEnd != null) {
            last = endAfter(wrongEnd, outcome);
        }
        if (!includeUsage) {
            event(last == null ? null : ChatCompletionWriter.extended(last, extension), out);
        } else {
            event(last, out);
            event(
                    ChatCompletionWriter.extended(
                            usage == null ? figures(outcome) : usage, extension),
                    out);
        }
        event("[DONE]", out);
    }

    /** The call failed: its error is its end. */
    void error(OpenAiError error, StringBuilder out) {
        sendHeldBack(out);
        event(error.body().toString(), out);
    }

    private void piece(String data, Verbatim.Piece kind, StringBuilder out) {
        verbatim = true;
        switch (kind) {
            case CONTENT -> {
                sendHeldBack(out);
                event(data, out);
            }
            case LAST -> {
                sendHeldBack(out);
                last = data;
            }
            // figures that come later are those of more
            case USAGE -> usage = data;
        }
    }

    // an end that something follows was none: all it brought goes on, only the reason waits
    private void sendHeldBack(StringBuilder out) {
        if (last != null) {
            var chunk = (ObjectNode) VendorJson.MAPPER.readTree(last);
            ended(chunk, null);
            event(chunk, out);
            wrongEnd = chunk;
            last = null;
        }
    }

    private String endAfter(ObjectNode before, Outcome outcome) {
        ObjectNode chunk;
        if (last == null) {
            chunk = before;
            chunk.remove("usage");
            for (var choice : choices(chunk)) {
                choice.remove("logprobs");
                choice.putObject("delta");
            }
        } else {
            chunk = (ObjectNode) VendorJson.MAPPER.readTree(last);
        }
        ended(chunk, ChatCompletionWriter.reason(outcome.response()));
        return chunk.toString();
    }

    private static void ended(ObjectNode chunk, @Nullable String reason) {
        choices(chunk).forEach(choice -> choice.put("finish_reason", reason));
    }

    private static List<ObjectNode> choices(ObjectNode chunk) {
        return chunk.path("choices")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private void sign(Outcome outcome, StringBuilder out) {
        for (var call : outcome.response().toolCalls()) {
            var index = tools.get(call.id());
            if (call.signature() != null && index != null) {
                var delta = JsonNodeFactory.instance.objectNode();
                var signed = delta.putArray("tool_calls").addObject().put("index", index);
                // clients want a function in every piece of a call
                signed.putObject("function").put("arguments", "");
                ChatCompletionWriter.sign(call, signed);
                event(chunk(delta, null), out);
            }
        }
    }

    private String figures(Outcome outcome) {
        var chunk = head();
        chunk.putArray("choices");
        chunk.set("usage", ChatCompletionWriter.usage(outcome.response().tokens()));
        return chunk.toString();
    }

    private ObjectNode content(String field, String delta) {
        return JsonNodeFactory.instance.objectNode().put(field, delta);
    }

    private ObjectNode tool(String call, String name) {
        int index = tools.size();
        tools.put(call, index);
        var delta = JsonNodeFactory.instance.objectNode();
        delta.putArray("tool_calls")
                .addObject()
                .put("index", index)
                .put("id", call)
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", "");
        return delta;
    }

    private ObjectNode arguments(String call, String fragment) {
        var delta = JsonNodeFactory.instance.objectNode();
        delta.putArray("tool_calls")
                .addObject()
                .put("index", tools.getOrDefault(call, 0))
                .putObject("function")
                .put("arguments", fragment);
        return delta;
    }

    private ObjectNode chunk(ObjectNode delta, @Nullable String reason) {
        var chunk = head();
        if (!begun) {
            begun = true;
            delta.put("role", "assistant");
        }
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .<ObjectNode>set("delta", delta)
                .put("finish_reason", reason);
        if (includeUsage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private ObjectNode head() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "chat.completion.chunk")
                .put("created", created)
                .put("model", model);
    }

    private static void event(ObjectNode data, StringBuilder out) {
        event(data.toString(), out);
    }

    private static void event(@Nullable String data, StringBuilder out) {
        if (data != null) {
            var lines = data.indexOf('\n') < 0 ? data : data.replace("\n", "\ndata: ");
            out.append("data: ").append(lines).append("\n\n");
        }
    }
}
