package dev.agentworks.router.credential;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a call has in common with earlier ones, such as its run. Equal ones choose equally on every
 * instance, without asking each other: each candidate draws a number that follows from both names,
 * and the best draw wins. Calls with nothing in common draw by chance.
 */
public record Affinity(@Nullable String name) {
    public static final Affinity NONE = new Affinity(null);

    /** The draw of this candidate, from 0 to 1; weights raise it. */
    public double draw(String candidate, double weight) {
        return Math.pow(chance(candidate), 1 / weight);
    }

    private double chance(String candidate) {
        if (name == null) {
            return java.util.concurrent.ThreadLocalRandom.current().nextDouble();
        }
        var sum = new CRC32C();
        sum.update((name + "|" + candidate).getBytes(StandardCharsets.UTF_8));
        // its bits follow from each other; mixed they look like chance
        long mixed = sum.getValue() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return ((mixed >>> 11) + 1) * 0x1.0p-53;
    }
}
