package dev.agentworks.router.execution;

import dev.agentworks.router.credential.Affinity;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.Target;
import dev.agentworks.router.usage.CallOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as its caller wants it, whichever API it came through.
 *
 * @param chat what is said; it is fitted to the model that is asked
 * @param targets the targets that may answer, in their order
 * @param conversation what the call has in common with earlier ones, such as its run
 * @param limits of this caller, besides the budgets that are set
 * @param reissue whether a vendor may be asked again although it may have worked: when it fell
 *     silent before its first content, say. An API that promised one dispatch does not
 */
public record CallOrder(
        CallOrigin origin,
        ChatRequest chat,
        List<Target> targets,
        @Nullable String conversation,
        SpendingLimits limits,
        boolean reissue) {
    private static final int LIKELY_OUTPUT = 1_000;

    public CallOrder {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("somebody must be able to answer");
        }
    }

    /** About how many tokens the vendor will count for it. */
    long expectedTokens() {
        return Requirements.of(chat).inputTokens() + Math.min(chat.maxTokens(), LIKELY_OUTPUT);
    }

    Affinity affinity() {
        return new Affinity(conversation);
    }
}
