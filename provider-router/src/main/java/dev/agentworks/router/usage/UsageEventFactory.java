package dev.agentworks.router.usage;

import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.rating.CallCharge;
import dev.agentworks.router.routing.Target;
import dev.agentworks.starter.identifier.Uuids;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the event that tells billing of a call. */
@Component
public class UsageEventFactory {
    /** Namespace of the events' ids: the same call is the same event. */
    private static final UUID USAGE = UUID.fromString("6d0e7c1a-52a5-4e0b-9b5f-0f2d0c6a7e11");

    private final Clock clock;

    UsageEventFactory(Clock clock) {
        this.clock = clock;
    }

    /** The event; none when nothing was used. */
    public @Nullable UsageEvent of(
            String key,
            CallOrigin origin,
            Target target,
            ChatRequest request,
            ModelResponse response,
            CallCharge charge,
            boolean estimated,
            boolean byok) {
        if (response.failure() != null
                && response.tokens().total() == 0
                && charge.cost().signum() == 0) {
            return null;
        }
        return new UsageEvent(
                Uuids.v5(USAGE, key).toString(),
                origin.workspaceId(),
                origin.projectId(),
                origin.cardId(),
                origin.runId(),
                origin.agentId(),
                target.provider(),
                target.modelName(),
                request.options().output().vectors() == null ? UsageKind.CHAT : UsageKind.EMBED,
                tokens(response.tokens()),
                charge.cost(),
                charge.price(),
                charge.markup(),
                charge.priceVersion(),
                byok,
                outcome(response),
                clock.instant(),
                estimated ? true : null,
                origin.apiKeyId());
    }

    /** The five classes of tokens put together as the platform's events have them. */
    public static TokenUsage tokens(Tokens tokens) {
        return new TokenUsage(
                tokens.input(),
                tokens.output(),
                tokens.cachedInput(),
                tokens.cacheWrite(),
                tokens.reasoning(),
                tokens.total());
    }

    private static UsageOutcome outcome(ModelResponse response) {
        if (response.failure() == null) {
            return UsageOutcome.SUCCEEDED;
        }
        return response.isPartial() ? UsageOutcome.PARTIAL : UsageOutcome.FAILED;
    }
}
