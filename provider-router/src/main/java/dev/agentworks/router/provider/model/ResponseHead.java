package dev.agentworks.router.provider.model;

import org.jspecify.annotations.Nullable;

/**
 * What a vendor sent before its response began.
 *
 * @param status of the HTTP response; 0 when there was none
 * @param requestId by which the vendor's support finds the call
 */
public record ResponseHead(int status, @Nullable String requestId, RateLimits rateLimits) {
    public static final ResponseHead NONE = new ResponseHead(0, null, RateLimits.UNKNOWN);
}
