package dev.agentworks.core.rank;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Places between places: text keys whose order is the cards' order. There is always room for
 * another between two, so one move writes one row. Two random characters at the end keep two people
 * who aim at the same gap apart.
 *
 * <p>At the ends of a lane, where most cards go, the first four characters count up and down; keys
 * grow only where cards are put between others, and there {@link LaneRanks} rewrites them in time.
 */
public final class Rank {

    /** No key is longer: the lane is rewritten before. */
    static final int LONGEST = 64;

    /** A lane with a longer key is to be rewritten soon. */
    static final int CROWDED = 24;

    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final String SMALLEST = DIGITS.substring(0, 1);
    static final int BASE = DIGITS.length();
    static final int COUNTED = 4;
    private static final int LARGEST = BASE * BASE * BASE * BASE - 1;
    static final int TAIL = 2;

    private Rank() {}

    /** A key after {@code above} and before {@code below}; null is the lane's end on that side. */
    public static String between(@Nullable String above, @Nullable String below) {
        if (above == null && below == null) {
            return count(LARGEST / 2) + tail();
        }
        if (below == null && above != null && counted(above) < LARGEST) {
            return count(counted(above) + 1) + tail();
        }
        if (above == null && below != null && counted(below) > 0) {
            return count(counted(below) - 1) + tail();
        }
        return middle(above == null ? "" : above, below) + tail();
    }

    private static String tail() {
        var random = ThreadLocalRandom.current();
        var tail = new StringBuilder();
        for (var index = 0; index < TAIL; index++) {
            // never the smallest digit: nothing would fit below a key that ends in it
            tail.append(DIGITS.charAt(1 + random.nextInt(BASE - 1)));
        }
        return tail.toString();
    }

    private static int counted(String key) {
        var value = 0;
        for (var index = 0; index < COUNTED; index++) {
            value = value * BASE + (index < key.length() ? DIGITS.indexOf(key.charAt(index)) : 0);
        }
        return value;
    }

    private static String count(int value) {
        var text = new char[COUNTED];
        var rest = value;
        for (var index = COUNTED - 1; index >= 0; index--) {
            text[index] = DIGITS.charAt(rest % BASE);
            rest /= BASE;
        }
        return new String(text);
    }

    /**
     * A text after {@code above} such that it and every text that begins with it stand before
     * {@code below}.
     */
    private static String middle(String above, @Nullable String below) {
        var prefix = new StringBuilder();
        for (var index = 0; ; index++) {
            if (below != null && index >= below.length()) {
                throw new IllegalArgumentException(
                        "%s does not stand before %s".formatted(above, below));
            }
            var low = index < above.length() ? DIGITS.indexOf(above.charAt(index)) : -1;
            var high = below == null ? BASE : DIGITS.indexOf(below.charAt(index));
            if (high - low > 1) {
                return prefix.append(DIGITS.charAt(low + (high - low) / 2)).toString();
            }
            if (high == low || low < 0) {
                prefix.append(DIGITS.charAt(high));
            } else {
                // one apart: under the lower digit there is room behind the rest of the key above
                return behind(prefix.append(DIGITS.charAt(low)), above, index + 1);
            }
        }
    }

    private static String behind(StringBuilder prefix, String above, int from) {
        for (var index = from; ; index++) {
            var low = index < above.length() ? DIGITS.indexOf(above.charAt(index)) : -1;
            if (low < BASE - 1) {
                return prefix.append(DIGITS.charAt(low + 1 + (BASE - 2 - low) / 2)).toString();
            }
            prefix.append(DIGITS.charAt(low));
        }
    }
}
