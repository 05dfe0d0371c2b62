package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepRetry;
import java.time.Duration;

/**
 * A provider that cannot be used now. That it refuses calls for a while, that its breaker is open
 * and that it fails are one and the same to a run: it waits, says so, and tries again until its own
 * time is over.
 */
record Outage(RunWait cause) {

    private static final String CODE = "provider-unavailable";

    static Outage of(String provider, String why) {
        var reason = why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
        return new Outage(
                new RunWait(CODE, "%s cannot be used now: %s.".formatted(provider, reason)));
    }

    /**
     * Waits for it.
     *
     * @param atLeast as long as it wants to be left alone
     * @param change what the last attempt has cost
     */
    StepOutcome wait(StepRecord step, Duration atLeast, StepRetry.Call call, RunChange change) {
        var usual = Backoff.after(step.attempts());
        var pause = atLeast.compareTo(usual) >= 0 ? atLeast : usual;
        var line =
                "waiting: %s It is tried again as long as the run has time"
                        .formatted(cause.detail());
        return new StepOutcome.Later(
                pause, new StepRetry(call, cause), change.line(LogLine.warn(line).in(step.path())));
    }
}
