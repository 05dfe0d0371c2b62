package dev.agentworks.starter.web;

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
 * The part of a list that a client asks for: at most so many items, after the one that the cursor
 * names.
 *
 * @param limit how many items at most
 * @param cursor the {@code nextCursor} of the page before; null for the first page
 */
public record CursorRequest(int limit, @Nullable String cursor) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    public CursorRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The limit is out of range.")
                    .invalid("query:limit", "must be between 1 and 200");
        }
    }

    /** The request of a client that may leave out both. */
    public static CursorRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new CursorRequest(limit == null ? DEFAULT_LIMIT : limit, cursor);
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

    /** How many rows to read: one more than asked for shows whether there is a next page. */
    public int fetchLimit() {
        return limit + 1;
    }

    /**
     * The page of the rows that were read with {@link #fetchLimit()}.
     *
     * @param place gives the place of a row in the list: its {@link Moment}, or its number
     */
    public <T> Page<T> pageOf(List<T> read, Function<T, Object> place) {
        if (read.size() <= limit) {
            return new Page<>(read, null);
        }
        var items = read.subList(0, limit);
        return new Page<>(items, cursor(place.apply(items.getLast())));
    }

    /**
     * The page of a short list that was read whole; its cursor is the number of items before it.
     */
    public <T> Page<T> pageOf(List<T> whole) {
        var number = number();
        int from = number == null ? 0 : number;
        if (from < 0) {
            throw foreign();
        }
        int to = (int) Math.min((long) from + limit, whole.size());
        if (from >= to) {
            return new Page<>(List.of(), null);
        }
        return new Page<>(whole.subList(from, to), to < whole.size() ? cursor(to) : null);
    }

    private static String cursor(Object place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(place.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException foreign() {
        return new ProblemException(CommonError.INVALID_REQUEST, "The cursor is none of ours.")
                .invalid("query:cursor", "must be the nextCursor of an earlier answer");
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
            throw foreign();
        }
    }
}
