package dev.agentworks.monitor.waker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How due work is looked for.
 *
 * @param view the orchestrator's view of what is due
 * @param patience what an awake orchestrator takes up by itself within this time is not told
 * @param most pokes in one look
 */
@ConfigurationProperties("agentworks.waker")
record WakerSettings(
        @DefaultValue("orchestrator.due_work") String view,
        @DefaultValue("5s") Duration period,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("200") int most) {

    WakerSettings {
        if (!view.matches("[a-z_]+\\.[a-z_]+")) {
            throw new IllegalArgumentException("agentworks.waker.view is schema.view, was " + view);
        }
    }
}
