package dev.agentworks.router.call;

import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.router.catalogue.Rated;
import dev.agentworks.router.catalogue.Rating;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.ledger.Outcome.Answerer;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.routing.Target;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
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
    private final CallSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    Outcomes(Rating rating, CallSettings settings, JsonMapper json, Clock clock) {
        this.rating = rating;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** What the attempt costs us. */
    BigDecimal cost(RunningCall call, Turn.Ask ask, Tried.Answered tried) {
        return ask.key().byok()
                ? BigDecimal.ZERO
                : rate(call, ask.target(), tried.response(), tried.response().tokens()).cost();
    }

    /** The outcome that an attempt decided. */
    Outcome of(RunningCall call, Turn.Ask ask, Tried.Answered tried) {
        return outcome(
                call, ask.target(), tried.response(), rated(call, ask, tried), ask.key().byok());
    }

    /** The outcome of a call that ended without a last attempt. */
    Outcome without(RunningCall call, Target target, ModelResponse response) {
        var rated = rate(call, target, response, Tokens.NONE);
        return outcome(call, target, response, withEarlier(call, rated), false);
    }

    private Rated rated(RunningCall call, Turn.Ask ask, Tried.Answered tried) {
        var response = tried.response();
        var full = rate(call, ask.target(), response, response.tokens());
        if (ask.key().byok() || isGivenAway(ask.target(), response)) {
            return with(full, zero(), zero());
        }
        var failed = response.failure() != null && !isPartial(response);
        var charged =
                failed
                        ? full.free()
                        : tried.charged().equals(response.tokens())
                                ? full
                                : rate(call, ask.target(), response, tried.charged());
        // what was delivered of a longer answer is counted by us
        boolean exact = full.exact() && tried.charged().equals(response.tokens());
        return withEarlier(
                call,
                new Rated(full.cost(), charged.price(), full.markup(), full.priceVersion(), exact));
    }

    private Outcome outcome(
            RunningCall call, Target target, ModelResponse response, Rated rated, boolean byok) {
        var state = state(response.failure());
        boolean estimated = isEstimated(response, rated, byok);
        return new Outcome(
                state,
                new Answerer(target.vendor().id(), target.modelName(), target.simulated(), byok),
                response,
                rated,
                estimated,
                call.book().keepsAnswer()
                        ? json.writeValueAsString(
                                Completion.of(
                                        call.key(), state, target, response, rated, estimated, byok))
                        : "",
                call.funds() == null ? null : Funding.spender(call.order()),
                event(call, target, response, rated, estimated, byok));
    }

    /**
     * Whether somebody guessed: the tokens, because the vendor did not tell them, or the rates,
     * because the table does not tell those of what answered.
     */
    private static boolean isEstimated(ModelResponse response, Rated rated, boolean byok) {
        boolean counted =
                switch (response.usageSource()) {
                    case NONE, PROVIDER -> true;
                    case PARTIAL, ESTIMATED -> response.tokens().total() == 0;
                };
        return !counted || (!byok && !rated.exact());
    }

    private Rated rate(RunningCall call, Target target, ModelResponse response, Tokens tokens) {
        return rating.rate(
                target.model(),
                response.model(),
                response.serviceTier(),
                tokens,
                call.startedAt(),
                call.order().origin().workspaceId());
    }

    private boolean isGivenAway(Target target, ModelResponse response) {
        return state(response.failure()) == CallState.CANCELLED
                && settings.abort(target.vendor().id()) == AbortPolicy.CANCEL_AND_BILL_ZERO;
    }

    // what failed attempts cost is ours, never the customer's
    private static Rated withEarlier(RunningCall call, Rated rated) {
        return call.spentBefore().signum() == 0
                ? rated
                : with(rated, rated.cost().add(call.spentBefore()), rated.price());
    }

    private static Rated with(Rated rated, BigDecimal cost, BigDecimal price) {
        return new Rated(cost, price, rated.markup(), rated.priceVersion(), rated.exact());
    }

    private static CallState state(@Nullable VendorFailure failure) {
        if (failure == null) {
            return CallState.SUCCEEDED;
        }
        return failure.kind() == FailureClass.CANCELLED && !BudgetStop.stopped(failure)
                ? CallState.CANCELLED
                : CallState.FAILED;
    }

    /**
     * Whether it was cut or cancelled after something of it was delivered: that much is charged.
     */
    private static boolean isPartial(ModelResponse response) {
        var failure = response.failure();
        return failure != null
                && response.deliveredSomething()
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
            RunningCall call,
            Target target,
            ModelResponse response,
            Rated rated,
            boolean estimated,
            boolean byok) {
        if (response.failure() != null
                && response.tokens().total() == 0
                && rated.cost().signum() == 0) {
            return null;
        }
        var origin = call.order().origin();
        return new UsageEvent(
                Uuids.v5(USAGE, call.key()).toString(),
                origin.workspaceId(),
                origin.projectId(),
                origin.cardId(),
                origin.runId(),
                origin.agentId(),
                target.vendor().id(),
                target.modelName(),
                call.order().chat().options().vectors() == null ? UsageKind.CHAT : UsageKind.EMBED,
                Completion.usage(response.tokens()),
                rated.cost(),
                rated.price(),
                rated.markup(),
                rated.priceVersion(),
                byok,
                outcome(response),
                clock.instant(),
                estimated ? true : null,
                origin.apiKeyId());
    }

    private static UsageOutcome outcome(ModelResponse response) {
        if (response.failure() == null) {
            return UsageOutcome.SUCCEEDED;
        }
        return isPartial(response) ? UsageOutcome.PARTIAL : UsageOutcome.FAILED;
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(12);
    }
}
