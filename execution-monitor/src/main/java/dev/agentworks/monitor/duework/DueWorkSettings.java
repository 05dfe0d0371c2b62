package dev.agentworks.monitor.duework;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the search for due work.
 *
 * @param view the orchestrator's view of what is due
 * @param minimumAge how long work must have been due; a running orchestrator takes it up by itself
 *     before
 * @param limit the most messages of one pass
 */
@ConfigurationProperties("agentworks.due-work")
record DueWorkSettings(
        @DefaultValue("orchestrator.due_work") String view,
        @DefaultValue("5s") Duration period,
        @DefaultValue("3s") Duration minimumAge,
        @DefaultValue("200") int limit) {

    DueWorkSettings {
        if (!view.matches("[a-z_]+\\.[a-z_]+")) {
            throw new IllegalArgumentException(
                    "agentworks.due-work.view is schema.view, was " + view);
        }
    }
}
