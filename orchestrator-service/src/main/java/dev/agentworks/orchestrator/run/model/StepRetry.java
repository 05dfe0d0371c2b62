package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunWait;
import org.jspecify.annotations.Nullable;

/**
 * How a step is attempted again.
 *
 * @param cause why the last attempt came to nothing; none when nothing is wrong
 */
public record StepRetry(Call call, @Nullable RunWait cause) {

    /** Under which key it is attempted. */
    public enum Call {
        /** Under the same key: what was begun is found out. */
        SAME,
        /** Under a new key, which is done a few times at most. */
        NEW,
        /** Under a new key, since nobody could be asked: as often as the run's time allows. */
        NEW_AFTER_OUTAGE
    }

    public static StepRetry same() {
        return new StepRetry(Call.SAME, null);
    }

    public boolean isNewCall() {
        return call != Call.SAME;
    }
}
