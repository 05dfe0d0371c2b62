package dev.agentworks.router.provider.http;

import org.jspecify.annotations.Nullable;

/** The call ended before its first byte was written: the vendor knows nothing of it. */
public final class NotDispatchedException extends Exception {
    public NotDispatchedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
