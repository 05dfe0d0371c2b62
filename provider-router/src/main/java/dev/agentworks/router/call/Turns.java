package dev.agentworks.router.call;

import dev.agentworks.router.call.Candidates.Candidate;
import dev.agentworks.router.credential.KeySelection;
import dev.agentworks.router.credential.VendorKey;
import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.limit.LimitKey;
import dev.agentworks.router.limit.Limits;
import dev.agentworks.router.limit.Permit;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.routing.Breakers;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds who is asked next: the first candidate with a key, a permit and a closed breaker. */
@Component
class Turns {
    private final VendorKeys keys;
    private final Limits limits;
    private final Breakers breakers;

    Turns(VendorKeys keys, Limits limits, Breakers breakers) {
        this.keys = keys;
        this.limits = limits;
        this.breakers = breakers;
    }

    /** The next turn; when nobody may be asked, what will be cleared first. */
    Turn next(CallOrder order, Candidates candidates) {
        Turn.@Nullable Blocked nearest = null;
        for (var candidate : candidates.left()) {
            switch (turn(order, candidate)) {
                case Turn.Ask ask -> {
                    return ask;
                }
                case Turn.Blocked blocked -> nearest = nearer(nearest, blocked);
            }
        }
        return nearest != null
                ? nearest
                : new Turn.Blocked(
                        CallError.PROVIDER_UNAVAILABLE,
                        "Nobody is left to be asked.",
                        Duration.ofSeconds(2),
                        false);
    }

    private Turn turn(CallOrder order, Candidate candidate) {
        var target = candidate.target();
        var pick =
                keys.select(
                        order.origin().workspaceId(),
                        target.vendor(),
                        target.model().model(),
                        order.affinity());
        return switch (pick) {
            case KeySelection.Locked _ ->
                    blocked(
                            "The workspace's own key for %s cannot be opened; no other is taken for it.",
                            candidate, Duration.ofSeconds(60), false);
            case KeySelection.Missing _ ->
                    blocked("No key is set for %s.", candidate, Duration.ofSeconds(60), false);
            case KeySelection.CoolingDown(var wait, var why) -> benched(candidate, wait, why);
            case KeySelection.Selected(var key) -> permitted(order, candidate, key);
        };
    }

    private Turn permitted(CallOrder order, Candidate candidate, VendorKey key) {
        var pause = candidate.pause();
        if (pause.isPositive()) {
            return blocked("%s failed a moment ago.", candidate, pause, true);
        }
        var target = candidate.target();
        var limit = new LimitKey(target.vendor().id(), key.name(), target.model().model());
        return switch (limits.acquire(limit, order.expectedTokens())) {
            case Permit.Later(var until) -> tooOften(candidate, until);
            case Permit.Granted permit -> closed(candidate, key, permit);
        };
    }

    private Turn closed(Candidate candidate, VendorKey key, Permit.Granted permit) {
        if (!breakers.permits(candidate.target())) {
            limits.giveBack(permit);
            return blocked(
                    "%s fails too often and is left alone for a while; nothing was sent.",
                    candidate, breakers.pause(), false);
        }
        return new Turn.Ask(candidate, key, permit);
    }

    private static Turn benched(Candidate candidate, Duration wait, FailureClass why) {
        return why == FailureClass.RATE_LIMITED
                ? tooOften(candidate, wait)
                : blocked(
                        "Every key for %s was refused; nothing was sent.", candidate, wait, false);
    }

    private static Turn tooOften(Candidate candidate, Duration wait) {
        return new Turn.Blocked(
                CommonError.RATE_LIMITED,
                "%s wants to be asked less often; nothing was sent."
                        .formatted(candidate.target().vendor().name()),
                wait,
                true);
    }

    private static Turn blocked(
            String why, Candidate candidate, Duration wait, boolean worthWaiting) {
        return new Turn.Blocked(
                CallError.PROVIDER_UNAVAILABLE,
                why.formatted(candidate.target().vendor().name()),
                wait,
                worthWaiting);
    }

    private static Turn.Blocked nearer(Turn.@Nullable Blocked one, Turn.Blocked other) {
        if (one == null || (other.worthWaiting() && !one.worthWaiting())) {
            return other;
        }
        return other.worthWaiting() == one.worthWaiting()
                        && other.pause().compareTo(one.pause()) < 0
                ? other
                : one;
    }
}
