package dev.agentworks.core.rank;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short keys in place of long ones, in the same order: plain arithmetic, without the database. */
final class RankSpread {

    /** What is longer is rewritten when its lane is. */
    static final int LONG = 12;

    private static final BigInteger BASE = BigInteger.valueOf(Rank.BASE);

    /** At least so many keys are left free beside each. */
    private static final BigInteger ROOM = BASE.pow(2);

    private RankSpread() {}

    /** A place in the order, and the key it is to have. */
    record Rewritten(int index, String rank) {}

    /**
     * What to rewrite so that no key is long: the long ones, and as many beside them as it takes.
     *
     * @param ranks of a lane, in order
     */
    static List<Rewritten> of(List<String> ranks) {
        var present = new ArrayList<>(ranks);
        var taken = new HashSet<>(ranks);
        for (var index = 0; index < present.size(); index++) {
            if (present.get(index).length() > LONG) {
                rewrite(present, index, taken);
            }
        }
        return IntStream.range(0, ranks.size())
                .filter(index -> !present.get(index).equals(ranks.get(index)))
                .mapToObj(index -> new Rewritten(index, present.get(index)))
                .toList();
    }

    /**
     * Rewrites the long keys from here on, in a stretch that gets wider until its keys are short.
     */
    private static void rewrite(List<String> present, int from, Set<String> taken) {
        var start = from;
        var end = from + 1;
        while (end < present.size() && present.get(end).length() > LONG) {
            end++;
        }
        for (var wider = 1; ; wider *= 2) {
            var above = start == 0 ? null : present.get(start - 1);
            var below = end == present.size() ? null : present.get(end);
            var keys = between(above, below, end - start, taken);
            if (keys.isPresent()) {
                for (var index = start; index < end; index++) {
                    present.set(index, keys.get().get(index - start));
                }
                taken.addAll(keys.get());
                return;
            }
            start = Math.max(0, start - wider);
            end = Math.min(present.size(), end + wider);
        }
    }

    /** Keys of equal length and distance; empty when only long ones fit. */
    private static Optional<List<String>> between(
            @Nullable String above, @Nullable String below, int count, Set<String> taken) {
        for (var length = Rank.COUNTED + Rank.TAIL; length <= LONG; length++) {
            var one = BASE.pow(length - Rank.COUNTED);
            var most = BASE.pow(length).subtract(BigInteger.ONE);
            var places = BigInteger.valueOf(count + 1L);
            BigInteger low;
            BigInteger high;
            if (above != null && below != null) {
                low = value(above, length);
                high = value(below, length);
            } else if (above != null) {
                low = value(above, length);
                high = low.add(places.multiply(one)).min(most);
            } else if (below != null) {
                high = value(below, length);
                low = high.subtract(places.multiply(one)).max(BigInteger.ZERO);
            } else {
                low = most.subtract(places.multiply(one)).shiftRight(1).max(BigInteger.ZERO);
                high = low.add(places.multiply(one)).min(most);
            }
            var step = high.subtract(low).divide(places);
            if (step.compareTo(ROOM) >= 0) {
                return Optional.of(keys(low, step, count, length, taken));
            }
        }
        return Optional.empty();
    }

    private static List<String> keys(
            BigInteger low, BigInteger step, int count, int length, Set<String> taken) {
        var keys = new ArrayList<String>(count);
        var value = low;
        for (var index = 0; index < count; index++) {
            value = value.add(step);
            var key = text(value, length);
            // a unique place is checked row by row, so none may have another's present key; and
            // nothing would fit below a key that ends in the smallest digit
            for (var next = value; key.endsWith(Rank.SMALLEST) || taken.contains(key); ) {
                next = next.add(BigInteger.ONE);
                key = text(next, length);
            }
            keys.add(key);
        }
        return keys;
    }

    /** The first digits of the key as a number; a shorter key ends in the smallest digit. */
    private static BigInteger value(String key, int length) {
        var value = BigInteger.ZERO;
        for (var index = 0; index < length; index++) {
            var digit = index < key.length() ? Rank.DIGITS.indexOf(key.charAt(index)) : 0;
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        return value;
    }

    private static String text(BigInteger value, int length) {
        var text = new char[length];
        var rest = value;
        for (var index = length - 1; index >= 0; index--) {
            var parts = rest.divideAndRemainder(BASE);
            text[index] = Rank.DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
