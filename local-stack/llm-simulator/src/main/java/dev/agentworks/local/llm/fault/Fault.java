package dev.agentworks.local.llm.fault;

import java.time.Duration;

/**
 * A fault of one call. Written as {@code 429}, {@code cut:3} (after three events) or {@code
 * stall:2000} (ms).
 */
public sealed interface Fault {

    /** The vendor refuses with this status. */
    record Status(int status) implements Fault {}

    /** The connection breaks after so many events. */
    record Cut(int afterEvents) implements Fault {}

    /** The stream pauses for so long in its middle. */
    record Stall(Duration pause) implements Fault {}

    static Fault parse(String text) {
        var parts = text.split(":", 2);
        try {
            return switch (parts[0]) {
                case "cut" -> new Cut(Integer.parseInt(parts[1]));
                case "stall" -> new Stall(Duration.ofMillis(Long.parseLong(parts[1])));
                case String status -> new Status(status(Integer.parseInt(status)));
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException failure) {
            throw new IllegalArgumentException(
                    "a fault is a status, cut:N or stall:MILLISECONDS, was " + text, failure);
        }
    }

    private static int status(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(
                    "a fault's status is between 400 and 599, was " + status);
        }
        return status;
    }
}
