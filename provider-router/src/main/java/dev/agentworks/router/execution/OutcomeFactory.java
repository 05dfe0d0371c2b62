package dev.agentworks.router.execution;

import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.ledger.Outcome.Answerer;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.rating.CallCharge;
import dev.agentworks.router.rating.CallRating;
import dev.agentworks.router.rating.RatingRequest;
import dev.agentworks.router.routing.NextTarget;
import dev.agentworks.router.routing.Target;
import dev.agentworks.router.usage.UsageEventFactory;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the outcome of a call from the response that decided it. */
@Component
class OutcomeFactory {
    private final CallRating rating;
    private final UsageEventFactory events;
    private final CallSettings settings;
    private final JsonMapper json;

    OutcomeFactory(
            CallRating rating, UsageEventFactory events, CallSettings settings, JsonMapper json) {
        this.rating = rating;
        this.events = events;
        this.settings = settings;
        this.json = json;
    }

    /** What the attempt costs us. */
    BigDecimal cost(RunningCall call, NextTarget.Ask ask, AttemptResult.Responded result) {
        return rating.cost(request(call, ask, result));
    }

    /** The outcome that an attempt decided. */
    Outcome of(RunningCall call, NextTarget.Ask ask, AttemptResult.Responded result) {
        return outcome(
                call,
                ask.target(),
                result.response(),
                rating.charge(request(call, ask, result)),
                ask.key().byok());
    }

    /** The outcome of a call that ended without a last attempt. */
    Outcome withoutAttempt(RunningCall call, Target target, ModelResponse response) {
        var charge = rating.charge(request(call, target, response, Tokens.NONE, false, false));
        return outcome(call, target, response, charge, false);
    }

    private RatingRequest request(
            RunningCall call, NextTarget.Ask ask, AttemptResult.Responded result) {
        return request(
                call,
                ask.target(),
                result.response(),
                result.charged(),
                ask.key().byok(),
                isGivenAway(ask.target(), result.response()));
    }

    private static RatingRequest request(
            RunningCall call,
            Target target,
            ModelResponse response,
            Tokens charged,
            boolean byok,
            boolean givenAway) {
        return new RatingRequest(
                target.model(),
                response,
                charged,
                byok,
                givenAway,
                call.startedAt(),
                call.order().origin().workspaceId(),
                call.spentBefore());
    }

    private Outcome outcome(
            RunningCall call,
            Target target,
            ModelResponse response,
            CallCharge charge,
            boolean byok) {
        var state = state(response.failure());
        boolean estimated = CallRating.isEstimated(response, charge, byok);
        return new Outcome(
                state,
                new Answerer(target.provider(), target.modelName(), target.simulated(), byok),
                response,
                charge,
                estimated,
                call.recorder().keepsCompletion()
                        ? json.writeValueAsString(
                                CompletionResponse.of(
                                        call.key(),
                                        state,
                                        target,
                                        response,
                                        charge,
                                        estimated,
                                        byok))
                        : "",
                call.budgetHold() == null ? null : BudgetGuard.spender(call.order()),
                events.of(
                        call.key(),
                        call.order().origin(),
                        target,
                        call.order().chat(),
                        response,
                        charge,
                        estimated,
                        byok));
    }

    private boolean isGivenAway(Target target, ModelResponse response) {
        return state(response.failure()) == CallState.CANCELLED
                && settings.abort(target.provider()) == AbortPolicy.CANCEL_AND_BILL_ZERO;
    }

    private static CallState state(@Nullable VendorFailure failure) {
        if (failure == null) {
            return CallState.SUCCEEDED;
        }
        return failure.kind() == FailureClass.CANCELLED && !BudgetRefusal.isReasonOf(failure)
                ? CallState.CANCELLED
                : CallState.FAILED;
    }
}
