package dev.agentworks.router.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a vendor's answer is none.
 *
 * @param message for people, without keys
 * @param retryAfter how long the vendor asks to wait
 */
public record VendorFailure(FailureClass kind, String message, @Nullable Duration retryAfter) {
    private static final int LONGEST_MESSAGE = 500;

    public VendorFailure {
        message =
                message.length() <= LONGEST_MESSAGE
                        ? message
                        : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    public static VendorFailure of(FailureClass kind, String message) {
        return new VendorFailure(kind, message, null);
    }
}
