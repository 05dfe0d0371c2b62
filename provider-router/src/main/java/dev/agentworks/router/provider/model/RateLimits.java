package dev.agentworks.router.provider.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor says about the limits of the key it was asked with. A limiter may learn from it;
 * none of it is a promise.
 *
 * @param inputTokens where the vendor limits input apart from output
 * @param outputTokens where the vendor limits output apart from input
 */
public record RateLimits(
        @Nullable Limit requests,
        @Nullable Limit tokens,
        @Nullable Limit inputTokens,
        @Nullable Limit outputTokens) {
    public static final RateLimits UNKNOWN = new RateLimits(null, null, null, null);

    public boolean isKnown() {
        return requests != null || tokens != null || inputTokens != null || outputTokens != null;
    }

    /**
     * One limit.
     *
     * @param limit of a window
     * @param remaining of it now
     * @param reset how long until it is whole again
     */
    public record Limit(@Nullable Long limit, @Nullable Long remaining, @Nullable Duration reset) {}
}
