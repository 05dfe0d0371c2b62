package dev.agentworks.router.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts an answer together from the parts a stream brings, in whatever order, and knows at any time
 * what was delivered so far.
 */
public final class AnswerBuilder {
    private final JsonMapper json;
    private final AnswerListener listener;
    private final long estimatedInput;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, PendingTool> tools = new TreeMap<>();
    private Tokens tokens = Tokens.NONE;
    private boolean inputCounted;
    private boolean allCounted;
    private boolean complete;
    private boolean ended;
    private @Nullable FinishReason finishReason;
    private @Nullable String model;
    private @Nullable String responseId;
    private @Nullable VendorFailure failure;

    public AnswerBuilder(JsonMapper json, AnswerListener listener, long estimatedInput) {
        this.json = json;
        this.listener = listener;
        this.estimatedInput = estimatedInput;
    }

    public void text(String delta) {
        if (!delta.isEmpty()) {
            text.append(delta);
            listener.text(delta);
        }
    }

    /** A tool call begins; further parts of it name the same index. */
    public void tool(int index, String id, String name) {
        if (tools.putIfAbsent(index, new PendingTool(id, name)) == null) {
            listener.tool(id, name);
        }
    }

    public boolean hasTool(int index) {
        return tools.containsKey(index);
    }

    public int toolCount() {
        return tools.size();
    }

    /** A piece of a tool call's arguments. */
    public void arguments(int index, String fragment) {
        var tool = tools.get(index);
        if (tool == null) {
            fail(VendorFailure.of(FailureClass.STREAM_BROKEN, "Arguments came before their call."));
        } else {
            tool.arguments.append(fragment);
        }
    }

    public void signature(int index, String signature) {
        var tool = tools.get(index);
        if (tool != null) {
            tool.signature = signature;
        }
    }

    /** What the input used; the output is still counted by us. */
    public void inputUsed(Tokens used) {
        tokens = used;
        inputCounted = true;
    }

    /** The vendor's figures for the whole call; later ones replace earlier ones. */
    public void used(Tokens used) {
        tokens = used;
        inputCounted = true;
        allCounted = true;
    }

    public Tokens tokens() {
        return tokens;
    }

    public void answeredBy(@Nullable String vendorModel, @Nullable String id) {
        model = vendorModel == null ? model : vendorModel;
        responseId = id == null ? responseId : id;
    }

    public void finished(FinishReason reason) {
        finishReason = reason;
    }

    /** All that an answer needs has come; something may follow, such as later figures. */
    public void complete() {
        complete = true;
    }

    /** The stream said that nothing follows. */
    public void end() {
        complete = true;
        ended = true;
    }

    /** What goes wrong after a complete answer does not matter. */
    public void fail(VendorFailure why) {
        if (!complete && failure == null) {
            failure = why;
        }
    }

    /** Whether there is no reason to read on. */
    boolean isOver() {
        return ended || failure != null;
    }

    /** Whether anything came that a person or a program can use. */
    boolean hasContent() {
        return !text.isEmpty() || !tools.isEmpty();
    }

    /** The answer when the connection has come to its end. */
    Answer build() {
        if (failure != null) {
            return interrupted(failure);
        }
        var reason = finishReason;
        if (!complete || reason == null) {
            return interrupted(
                    VendorFailure.of(
                            FailureClass.STREAM_BROKEN, "The answer ended before its end."));
        }
        var calls = new ArrayList<ToolCall>();
        for (var tool : tools.values()) {
            var call = tool.finish(json);
            if (call != null) {
                calls.add(call);
            } else if (reason != FinishReason.LENGTH) {
                return interrupted(
                        VendorFailure.of(
                                FailureClass.INVALID_OUTPUT,
                                "The model's arguments for %s are not a JSON object."
                                        .formatted(tool.name)));
            }
        }
        // some servers say "stop" although they want a tool called
        var said =
                reason == FinishReason.STOP && !calls.isEmpty() ? FinishReason.TOOL_CALLS : reason;
        return answer(calls, said, null);
    }

    /** What there is when the call was stopped for this reason. */
    Answer interrupted(VendorFailure why) {
        var whole = new ArrayList<ToolCall>();
        for (var tool : tools.values()) {
            var call = tool.finish(json);
            if (call != null) {
                whole.add(call);
            }
        }
        return answer(whole, null, why);
    }

    private Answer answer(
            List<ToolCall> calls, @Nullable FinishReason reason, @Nullable VendorFailure why) {
        var source =
                allCounted
                        ? UsageSource.PROVIDER
                        : inputCounted ? UsageSource.PARTIAL : UsageSource.ESTIMATED;
        return new Answer(
                text.toString(), calls, reason, counted(), source, model, responseId, why);
    }

    private Tokens counted() {
        if (allCounted) {
            return tokens;
        }
        var input = inputCounted ? tokens : new Tokens(estimatedInput, 0, 0, 0, 0);
        long characters = text.length();
        for (var tool : tools.values()) {
            characters += tool.name.length() + tool.arguments.length();
        }
        return input.withOutput(Math.max(estimate(characters), tokens.output()));
    }

    /** About how many tokens so many characters are. */
    static long estimate(long characters) {
        return (characters + 3) / 4;
    }

    private static final class PendingTool {
        private final String id;
        private final String name;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String signature;

        PendingTool(String id, String name) {
            this.id = id;
            this.name = name;
        }

        /** None when the arguments are no JSON object. */
        @Nullable ToolCall finish(JsonMapper json) {
            if (arguments.toString().isBlank()) {
                return new ToolCall(id, name, json.createObjectNode(), signature);
            }
            try {
                JsonNode read = json.readTree(arguments.toString());
                return read.isObject() ? new ToolCall(id, name, read, signature) : null;
            } catch (JacksonException e) {
                return null;
            }
        }
    }
}
