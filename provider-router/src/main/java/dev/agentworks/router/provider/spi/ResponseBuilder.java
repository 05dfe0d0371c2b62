package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.ResponseHead;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.model.Verbatim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts an answer together from the parts a stream brings, in whatever order, and knows at any time
 * what was delivered so far.
 */
public final class ResponseBuilder {
    private final ResponseListener listener;
    private final StringBuilder text = new StringBuilder();
    private final PendingToolCalls calls;
    private final PendingReasoning reasoning = new PendingReasoning();
    private final UsageCount usage;
    private final List<Image> images = new ArrayList<>();
    private boolean refused;
    private boolean complete;
    private boolean ended;
    private ResponseHead head = ResponseHead.NONE;
    private @Nullable FinishReason finishReason;
    private @Nullable String model;
    private @Nullable String serviceTier;
    private @Nullable String responseId;
    private @Nullable VendorFailure failure;

    public ResponseBuilder(ResponseListener listener, long estimatedInput) {
        this.listener = listener;
        this.calls = new PendingToolCalls();
        this.usage = new UsageCount(estimatedInput);
    }

    public void head(ResponseHead told) {
        head = told;
        listener.head(told);
    }

    public void text(String delta) {
        if (!delta.isEmpty()) {
            text.append(delta);
            listener.text(delta);
        }
    }

    /** The model says why it does not answer. */
    public void refusal(String delta) {
        refused |= !delta.isEmpty();
        text(delta);
    }

    public boolean isRefused() {
        return refused;
    }

    public void image(Image image) {
        images.add(image);
        listener.image(image);
    }

    /** What was read last, as it came. */
    public void piece(String data, Verbatim.Piece kind) {
        listener.piece(data, kind);
    }

    /** All that was read, as it came. */
    public void whole(byte[] body) {
        listener.whole(body);
    }

    /** A readable piece of the thought with this number; pieces of one thought name the same. */
    public void reasoning(int number, String format, String delta) {
        reasoning.at(number, format, text.length(), calls.count()).text(delta);
        if (!delta.isEmpty()) {
            listener.reasoning(delta);
        }
    }

    /** The vendor's proof of a thought, or the thought itself, unreadable. */
    public void reasoningData(int number, String format, String data) {
        reasoning.at(number, format, text.length(), calls.count()).data(data);
    }

    /** A tool call begins; further parts of it name the same index. */
    public void tool(int index, String id, String name) {
        if (calls.begin(index, id, name)) {
            listener.tool(id, name);
        }
    }

    public boolean hasTool(int index) {
        return calls.has(index);
    }

    public int toolCount() {
        return calls.count();
    }

    /** A piece of a tool call's arguments. */
    public void arguments(int index, String fragment) {
        var id = calls.arguments(index, fragment);
        if (id == null) {
            fail(VendorFailure.of(FailureClass.STREAM_BROKEN, "Arguments came before their call."));
        } else {
            listener.arguments(id, fragment);
        }
    }

    public void signature(int index, String signature) {
        calls.sign(index, signature);
    }

    /** What the input used; the output is still counted by us. */
    public void inputUsed(Tokens used) {
        usage.inputIs(used);
    }

    /** The vendor's figures for the whole call; later ones replace earlier ones. */
    public void used(Tokens used) {
        usage.is(used);
    }

    public Tokens tokens() {
        return usage.told();
    }

    public void answeredBy(@Nullable String vendorModel, @Nullable String id) {
        model = vendorModel == null ? model : vendorModel;
        responseId = id == null ? responseId : id;
    }

    /** The tier in which the answer is given; it decides the price. */
    public void tier(@Nullable String name) {
        serviceTier = name == null || name.isBlank() ? serviceTier : name;
    }

    public void finished(FinishReason reason) {
        finishReason = reason;
    }

    public boolean isFinished() {
        return finishReason != null;
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
    public boolean isOver() {
        return ended || failure != null;
    }

    /** Whether anything came that a person or a program can use. */
    public boolean hasContent() {
        return !text.isEmpty() || calls.count() > 0 || !images.isEmpty() || reasoning.hasText();
    }

    /** The answer when the connection has come to its end. */
    public ModelResponse build() {
        if (failure != null) {
            return interrupted(failure);
        }
        var reason = finishReason;
        if (!complete || reason == null) {
            return interrupted(
                    VendorFailure.of(
                            FailureClass.STREAM_BROKEN, "The answer ended before its end."));
        }
        // some servers say "stop" although they want a tool called
        boolean callsTools = reason == FinishReason.STOP && calls.count() > 0;
        return response(
                callsTools ? FinishReason.TOOL_CALLS : reason,
                reason == FinishReason.LENGTH ? calls.cut() : calls.all(),
                null);
    }

    /** What there is when the call was stopped for this reason. */
    ModelResponse interrupted(VendorFailure why) {
        return response(null, calls.readable(), why);
    }

    private ModelResponse response(
            @Nullable FinishReason reason, List<ToolCall> toolCalls, @Nullable VendorFailure why) {
        long characters = text.length() + calls.characters() + reasoning.characters();
        return new ModelResponse(
                text.toString(),
                toolCalls,
                reasoning.all(),
                images,
                refused ? text.toString() : null,
                reason,
                usage.counted(characters, reasoning.characters()),
                usage.source(),
                model,
                serviceTier,
                responseId,
                head,
                why);
    }

    /** About how many tokens so many characters are. */
    public static long estimate(long characters) {
        return UsageCount.estimate(characters);
    }
}
