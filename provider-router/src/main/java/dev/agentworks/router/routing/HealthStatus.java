package dev.agentworks.router.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a provider or a model was when it was asked last. */
public enum HealthStatus {
    /** No key is set. */
    @JsonProperty("unconfigured")
    UNCONFIGURED,
    /** It was never asked. */
    @JsonProperty("unknown")
    UNKNOWN,
    @JsonProperty("up")
    UP,
    /** Some of it fails. */
    @JsonProperty("degraded")
    DEGRADED,
    /** It is left alone. */
    @JsonProperty("down")
    DOWN;

    public static HealthStatus of(ModelHealth.@Nullable LastCall last, Instant now) {
        if (last == null) {
            return UNKNOWN;
        }
        if (last.openUntil() != null && last.openUntil().isAfter(now)) {
            return DOWN;
        }
        var failure = last.failure();
        if (failure == null) {
            return UP;
        }
        return switch (failure) {
            case AUTH, QUOTA_EXHAUSTED -> DOWN;
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TIMEOUT, STREAM_BROKEN -> DEGRADED;
            // the provider did its part
            case INVALID_REQUEST, CONFLICT, CONTENT_FILTER, INVALID_OUTPUT, CANCELLED -> UP;
        };
    }

    /** Of a provider, by the states of its models. */
    public static HealthStatus of(List<HealthStatus> models) {
        var known = models.stream().filter(health -> health != UNKNOWN).distinct().toList();
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        return known.size() == 1 ? known.getFirst() : DEGRADED;
    }
}
