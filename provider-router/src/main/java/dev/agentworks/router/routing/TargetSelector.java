package dev.agentworks.router.routing;

import dev.agentworks.router.credential.KeySelection;
import dev.agentworks.router.credential.VendorKey;
import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.limit.LimitKey;
import dev.agentworks.router.limit.Limits;
import dev.agentworks.router.limit.Permit;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.routing.Candidates.Candidate;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Selects the target of the next attempt: the first candidate with a key, a permit and a closed
 * breaker. Each selection is reported back once: how the attempt ended, or that it was not made.
 */
@Component
public class TargetSelector {
    private final VendorKeys keys;
    private final Limits limits;
    private final Breakers breakers;
    private final StickyTargets sticky;

    TargetSelector(VendorKeys keys, Limits limits, Breakers breakers, StickyTargets sticky) {
        this.keys = keys;
        this.limits = limits;
        this.breakers = breakers;
        this.sticky = sticky;
    }

    /** The next target; when none may be asked, what will be cleared first. */
    public NextTarget next(Candidates candidates) {
        NextTarget.@Nullable Blocked nearest = null;
        for (var candidate : candidates.left()) {
            switch (withKey(candidates, candidate)) {
                case NextTarget.Ask ask -> {
                    return ask;
                }
                case NextTarget.Blocked blocked -> nearest = nearer(nearest, blocked);
            }
        }
        return nearest != null
                ? nearest
                : new NextTarget.Blocked(
                        RoutingError.PROVIDER_UNAVAILABLE,
                        "Nobody is left to be asked.",
                        Duration.ofSeconds(2),
                        false);
    }

    /** The vendor was asked and responded, or fell silent. */
    public void responded(
            Candidates candidates, NextTarget.Ask ask, ModelResponse response, Duration took) {
        limits.used(ask.permit(), response.tokens().total(), response.head().rateLimits());
        var failure = response.failure();
        breakers.ended(ask.target(), failure == null ? null : failure.kind(), took);
        if (failure == null) {
            sticky.answered(candidates.conversation(), ask.target());
        } else {
            keys.failed(ask.key(), ask.target().model().model(), failure);
        }
    }

    /** No connection was made: the target is not asked again in this call. */
    public void unreachable(NextTarget.Ask ask) {
        limits.giveBack(ask.permit());
        breakers.unreachable(ask.target());
        ask.candidate().exclude();
    }

    /** The call was stopped before anything was sent. */
    public void stopped(NextTarget.Ask ask) {
        limits.giveBack(ask.permit());
        breakers.giveBack(ask.target());
    }

    /** The attempt was not made, for a reason that says nothing about the target. */
    public void abandoned(NextTarget.Ask ask) {
        breakers.giveBack(ask.target());
    }

    private NextTarget withKey(Candidates candidates, Candidate candidate) {
        var target = candidate.target();
        var selection =
                keys.select(
                        candidates.workspace(),
                        target.vendor(),
                        target.model().model(),
                        candidates.affinity());
        return switch (selection) {
            case KeySelection.Locked _ ->
                    blocked(
                            "The workspace's own key for %s cannot be opened; no other is taken for"
                                    + " it.",
                            candidate, Duration.ofSeconds(60), false);
            case KeySelection.Missing _ ->
                    blocked("No key is set for %s.", candidate, Duration.ofSeconds(60), false);
            case KeySelection.CoolingDown(var wait, var why) -> coolingDown(candidate, wait, why);
            case KeySelection.Selected(var key) -> permitted(candidates, candidate, key);
        };
    }

    private NextTarget permitted(Candidates candidates, Candidate candidate, VendorKey key) {
        var pause = candidate.pause();
        if (pause.isPositive()) {
            return blocked("%s failed a moment ago.", candidate, pause, true);
        }
        var target = candidate.target();
        var limit = new LimitKey(target.provider(), key.name(), target.model().model());
        return switch (limits.acquire(limit, candidates.expectedTokens())) {
            case Permit.Later(var until) -> limited(candidate, until);
            case Permit.Granted permit -> closed(candidate, key, permit);
        };
    }

    private NextTarget closed(Candidate candidate, VendorKey key, Permit.Granted permit) {
        if (!breakers.permits(candidate.target())) {
            limits.giveBack(permit);
            return blocked(
                    "%s fails too often and is left alone for a while; nothing was sent.",
                    candidate, breakers.pause(), false);
        }
        return new NextTarget.Ask(candidate, key, permit);
    }

    private static NextTarget coolingDown(Candidate candidate, Duration wait, FailureClass why) {
        return why == FailureClass.RATE_LIMITED
                ? limited(candidate, wait)
                : blocked(
                        "Every key for %s was refused; nothing was sent.", candidate, wait, false);
    }

    private static NextTarget limited(Candidate candidate, Duration wait) {
        return new NextTarget.Blocked(
                CommonError.RATE_LIMITED,
                "%s wants to be asked less often; nothing was sent."
                        .formatted(candidate.target().vendor().name()),
                wait,
                true);
    }

    private static NextTarget blocked(
            String why, Candidate candidate, Duration wait, boolean worthWaiting) {
        return new NextTarget.Blocked(
                RoutingError.PROVIDER_UNAVAILABLE,
                why.formatted(candidate.target().vendor().name()),
                wait,
                worthWaiting);
    }

    private static NextTarget.Blocked nearer(
            NextTarget.@Nullable Blocked one, NextTarget.Blocked other) {
        if (one == null || (other.worthWaiting() && !one.worthWaiting())) {
            return other;
        }
        return other.worthWaiting() == one.worthWaiting()
                        && other.pause().compareTo(one.pause()) < 0
                ? other
                : one;
    }
}
