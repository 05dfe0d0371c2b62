package dev.agentworks.router.provider.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a vendor's answer is none.
 *
 * @param message for people, without keys
 * @param retryAfter how long the vendor asks to wait
 * @param vendorCode the vendor's own word for it
 * @param tooLong the request is larger than this model takes; another one may take it
 * @param shouldRetry what the vendor says about trying again, which overrides the class
 */
public record VendorFailure(
        FailureClass kind,
        String message,
        @Nullable Duration retryAfter,
        @Nullable String vendorCode,
        boolean tooLong,
        @Nullable Boolean shouldRetry) {
    private static final int LONGEST_MESSAGE = 500;

    public VendorFailure {
        message =
                message.length() <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    public VendorFailure(FailureClass kind, String message, @Nullable Duration retryAfter) {
        this(kind, message, retryAfter, null, false, null);
    }

    public static VendorFailure of(FailureClass kind, String message) {
        return new VendorFailure(kind, message, null);
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return shouldRetry == null ? kind.retryable() : shouldRetry;
    }

    public VendorFailure saying(String other) {
        return new VendorFailure(kind, other, retryAfter, vendorCode, tooLong, shouldRetry);
    }
}
