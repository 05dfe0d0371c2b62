package dev.agentworks.core.workspace;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for: so many, after the one that the cursor names.
 *
 * @param limit how many at most
 * @param cursor the place after which to go on, as the last answer gave it; null is the beginning
 */
public record PageWish(int limit, @Nullable String cursor) {

    private static final int USUAL = 100;
    private static final int MOST = 200;

    public PageWish {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The limit is out of range.")
                    .invalid("/limit", "must be between 1 and 200");
        }
    }

    public static PageWish of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageWish(limit == null ? USUAL : limit, cursor);
    }

    /** A place in a list that is ordered by time and id. */
    public record Moment(Instant at, UUID id) {

        @Override
        public String toString() {
            return at + " " + id;
        }
    }

    /** The place named by the cursor; null at the beginning. */
    public @Nullable Moment moment() {
        return read(text -> {
            var parts = text.split(" ", 2);
            return new Moment(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        });
    }

    /** The number named by the cursor; null at the beginning. */
    public @Nullable Integer number() {
        return read(Integer::valueOf);
    }

    /** One more than asked for is read, to know whether there is more. */
    public int toRead() {
        return limit + 1;
    }

    /** The page of what was read. */
    public <T> Page<T> page(List<T> read, Function<T, Object> place) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        var items = read.subList(0, limit);
        var last = place.apply(items.getLast()).toString();
        return new Page<>(
                items,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    private <T> @Nullable T read(Function<String, T> reading) {
        if (cursor == null) {
            return null;
        }
        try {
            return reading.apply(
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException
                | DateTimeParseException
                | ArrayIndexOutOfBoundsException _) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The cursor is none of ours.")
                    .invalid("/cursor", "must be the nextCursor of an earlier answer");
        }
    }
}
