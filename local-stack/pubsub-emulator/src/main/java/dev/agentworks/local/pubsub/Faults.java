package dev.agentworks.local.pubsub;

import java.time.Duration;

/**
 * The faults to inject. Every decision depends on the seed, the subscription and the message alone,
 * so that every run injects the same faults.
 *
 * @param duplicate share of messages delivered twice
 * @param delay messages become available up to this long after they are published
 * @param reorder share of messages without ordering key that later ones overtake
 * @param dropAck share of acknowledgements that are lost
 */
public record Faults(long seed, double duplicate, Duration delay, double reorder, double dropAck) {

    public Faults {
        requireShare("duplicate", duplicate);
        requireShare("reorder", reorder);
        requireShare("dropAck", dropAck);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, was " + delay);
        }
    }

    public static Faults none() {
        return new Faults(0, 0, Duration.ZERO, 0, 0);
    }

    /**
     * Reads {@code seed=7,duplicate=0.1,delay=20ms,reorder=0.2,dropAck=0.05}; what is not named
     * does not happen.
     */
    public static Faults parse(String text) {
        var faults = none();
        for (var part : text.split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("a fault is name=value, was " + part);
            }
            faults = faults.with(pair[0], pair[1]);
        }
        return faults;
    }

    private Faults with(String name, String value) {
        return switch (name) {
            case "seed" -> new Faults(Long.parseLong(value), duplicate, delay, reorder, dropAck);
            case "duplicate" ->
                    new Faults(seed, Double.parseDouble(value), delay, reorder, dropAck);
            case "delay" -> new Faults(seed, duplicate, duration(value), reorder, dropAck);
            case "reorder" ->
                    new Faults(seed, duplicate, delay, Double.parseDouble(value), dropAck);
            case "dropAck" ->
                    new Faults(seed, duplicate, delay, reorder, Double.parseDouble(value));
            default -> throw new IllegalArgumentException("no fault is called " + name);
        };
    }

    private static Duration duration(String value) {
        if (value.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
        }
        return Duration.parse("PT" + (value.endsWith("s") ? value : value + "s"));
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must lie between 0 and 1, was " + share);
        }
    }
}
