package dev.agentworks.router.chat;

import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.router.catalogue.Rated;
import dev.agentworks.router.catalogue.Rating;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.Answer;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.VendorFailure;
import dev.agentworks.starter.identifier.Uuids;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Decides what an answer means: its state, its price, and what billing hears. */
@Component
class Outcomes {
    /** Namespace of usage events: the same key is the same event. */
    private static final UUID USAGE = UUID.fromString("6d0e7c1a-52a5-4e0b-9b5f-0f2d0c6a7e11");

    private final Rating rating;
    private final JsonMapper json;
    private final Clock clock;

    Outcomes(Rating rating, JsonMapper json, Clock clock) {
        this.rating = rating;
        this.json = json;
        this.clock = clock;
    }

    static VendorFailure cancelled() {
        return VendorFailure.of(FailureClass.CANCELLED, "The call was cancelled.");
    }

    Outcome of(RunningCall call, Answer answer) {
        var failure = answer.failure();
        var state = state(failure);
        boolean partial = isPartial(answer);
        var full =
                rating.rate(
                        call.choice().model(),
                        answer.model(),
                        answer.serviceTier(),
                        answer.tokens(),
                        call.startedAt(),
                        call.request().workspaceId());
        var rated = failure == null || partial ? full : full.free();
        var completion = Completion.of(call.key(), state, call.choice(), answer, rated);
        return new Outcome(
                state,
                answer,
                rated,
                json.writeValueAsString(completion),
                event(call, answer, rated, partial));
    }

    private static CallState state(@Nullable VendorFailure failure) {
        if (failure == null) {
            return CallState.SUCCEEDED;
        }
        return failure.kind() == FailureClass.CANCELLED ? CallState.CANCELLED : CallState.FAILED;
    }

    /**
     * Whether it was cut or cancelled after something of it was delivered: that much is charged.
     */
    private static boolean isPartial(Answer answer) {
        var failure = answer.failure();
        return failure != null
                && answer.deliveredSomething()
                && switch (failure.kind()) {
                    case CANCELLED, STREAM_BROKEN, TIMEOUT -> true;
                    case INVALID_REQUEST,
                            AUTH,
                            QUOTA_EXHAUSTED,
                            RATE_LIMITED,
                            OVERLOADED,
                            SERVER_ERROR,
                            CONFLICT,
                            CONTENT_FILTER,
                            INVALID_OUTPUT ->
                            false;
                };
    }

    private @Nullable UsageEvent event(
            RunningCall call, Answer answer, Rated rated, boolean partial) {
        if (answer.failure() != null && answer.tokens().total() == 0) {
            return null;
        }
        var request = call.request();
        return new UsageEvent(
                Uuids.v5(USAGE, call.key()).toString(),
                request.workspaceId(),
                request.projectId(),
                request.cardId(),
                request.runId(),
                request.agentId(),
                call.choice().vendor().id(),
                call.choice().modelName(),
                UsageKind.CHAT,
                Completion.usage(answer.tokens()),
                rated.cost(),
                rated.price(),
                rated.markup(),
                rated.priceVersion(),
                false,
                outcome(answer, partial),
                clock.instant());
    }

    private static UsageOutcome outcome(Answer answer, boolean partial) {
        if (answer.failure() == null) {
            return UsageOutcome.SUCCEEDED;
        }
        return partial ? UsageOutcome.PARTIAL : UsageOutcome.FAILED;
    }
}
