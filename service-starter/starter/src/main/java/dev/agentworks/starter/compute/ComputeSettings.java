package dev.agentworks.starter.compute;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be computed at once.
 *
 * @param threads of each pool; 0 for one less than there are processors, and one at least
 * @param queue how much may wait for a thread; more is refused at once
 * @param patience how long work may wait before it is given up
 */
@ConfigurationProperties("agentworks.compute")
record ComputeSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("32") int queue,
        @DefaultValue("4s") Duration patience) {
    int threadsOfAPool() {
        return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
