package dev.agentworks.starter.problem;

import java.io.IOException;

/** The body went on past its limit. */
final class BodyTooLargeException extends IOException {
    private final long limit;

    BodyTooLargeException(long limit) {
        super("body of more than " + limit + " bytes");
        this.limit = limit;
    }

    String detail() {
        return "The body may have %d bytes at most.".formatted(limit);
    }
}
