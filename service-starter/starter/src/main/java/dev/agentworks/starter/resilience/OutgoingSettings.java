package dev.agentworks.starter.resilience;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of outgoing calls: {@code agentworks.outgoing.<target>.*}, and for all targets that do
 * not say otherwise {@code agentworks.outgoing.defaults.*}.
 */
@ConfigurationProperties("agentworks")
record OutgoingSettings(@DefaultValue Map<String, Limits> outgoing) {
    private static final String DEFAULTS = "defaults";
    private static final Limits NOTHING_SAID = new Limits(null, null, null, null, null, null, null);

    OutgoingLimits of(String target) {
        return new OutgoingLimits(
                limit(target, Limits::timeLimit, Duration.ofSeconds(10)),
                limit(target, Limits::concurrency, 1000),
                limit(target, Limits::failureRate, 50),
                limit(target, Limits::window, Duration.ofSeconds(10)),
                limit(target, Limits::atLeast, 20),
                limit(target, Limits::pause, Duration.ofSeconds(1)),
                limit(target, Limits::trials, 5));
    }

    private <T> T limit(String target, Function<Limits, @Nullable T> part, T otherwise) {
        var own = part.apply(outgoing.getOrDefault(target, NOTHING_SAID));
        if (own != null) {
            return own;
        }
        var general = part.apply(outgoing.getOrDefault(DEFAULTS, NOTHING_SAID));
        return general == null ? otherwise : general;
    }

    /** What the configuration says of one target; the meaning is that of {@link OutgoingLimits}. */
    record Limits(
            @Nullable Duration timeLimit,
            @Nullable Integer concurrency,
            @Nullable Integer failureRate,
            @Nullable Duration window,
            @Nullable Integer atLeast,
            @Nullable Duration pause,
            @Nullable Integer trials) {}
}
