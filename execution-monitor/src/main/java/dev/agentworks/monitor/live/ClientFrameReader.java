package dev.agentworks.monitor.live;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.live.ClientFrame.Bad;
import dev.agentworks.monitor.live.ClientFrame.From;
import dev.agentworks.monitor.live.ClientFrame.Ignored;
import dev.agentworks.monitor.live.ClientFrame.Subscribe;
import dev.agentworks.monitor.live.ClientFrame.Unsubscribe;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the frames of clients; an unreadable one becomes {@link Bad}. */
@Component
class ClientFrameReader {
    private static final int LONGEST_NAME = 100;
    private final JsonMapper json;

    ClientFrameReader(JsonMapper json) {
        this.json = json;
    }

    ClientFrame read(String text) {
        JsonNode frame;
        try {
            frame = json.readTree(text);
        } catch (JacksonException _) {
            return new Bad(null, "A frame is a JSON object.");
        }
        if (!frame.isObject()) {
            return new Bad(null, "A frame is a JSON object.");
        }
        var sub = text(frame.path("sub"));
        try {
            return switch (frame.path("type").asString("")) {
                case "subscribe" -> subscribe(frame, sub);
                case "unsubscribe" -> new Unsubscribe(required(sub));
                case "hello", "pong", "ping" -> new Ignored();
                default -> new Bad(sub, "The type of a frame is subscribe or unsubscribe.");
            };
        } catch (IllegalArgumentException e) {
            return new Bad(sub, String.valueOf(e.getMessage()));
        }
    }

    private static Subscribe subscribe(JsonNode frame, @Nullable String sub) {
        return new Subscribe(
                required(sub),
                id(frame, "card"),
                id(frame, "run"),
                from(frame.path("from")),
                filter(frame.path("filter")));
    }

    private static From from(JsonNode from) {
        if (from.isMissingNode() || from.isNull() || "start".equals(text(from))) {
            return new From.Beginning();
        }
        if (from.path("tail").isIntegralNumber() && from.path("tail").asLong() >= 0) {
            return new From.Tail(from.path("tail").asLong());
        }
        if (from.path("cursors").isObject()) {
            var byRun = new HashMap<UUID, From.Cursor>();
            from.path("cursors")
                    .properties()
                    .forEach(entry ->
                            byRun.put(uuid("from", entry.getKey()), cursor(entry.getValue())));
            return new From.Cursors(byRun);
        }
        return cursor(from);
    }

    private static From.Cursor cursor(JsonNode node) {
        if (!node.path("epoch").isIntegralNumber()
                || !node.path("after").canConvertToLong()
                || node.path("after").asLong() < -1
                || node.path("after").asLong() == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "from is \"start\", {\"tail\":n}, {\"epoch\":e,\"after\":o} or {\"cursors\":{…}}.");
        }
        return new From.Cursor(node.path("epoch").asLong(), node.path("after").asLong());
    }

    private static LineFilter filter(JsonNode filter) {
        if (filter.isMissingNode() || filter.isNull()) {
            return LineFilter.ALL;
        }
        if (!filter.isObject()) {
            throw new IllegalArgumentException("filter is an object.");
        }
        return new LineFilter(
                chosen(filter, "levels", LogLevel.class),
                chosen(filter, "sources", LogSource.class),
                text(filter.path("text")),
                text(filter.path("step")),
                !filter.path("realtime").isBoolean() || filter.path("realtime").asBoolean());
    }

    private static <E extends Enum<E>> Set<E> chosen(JsonNode filter, String name, Class<E> known) {
        var chosen = new LinkedHashSet<E>();
        var values = filter.path(name);
        if (!values.isMissingNode() && !values.isNull() && !values.isArray()) {
            throw new IllegalArgumentException("filter." + name + " is an array.");
        }
        for (var value : values) {
            var word = value.asString("");
            try {
                chosen.add(Enum.valueOf(known, word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException _) {
                throw new IllegalArgumentException(
                        "filter.%s does not know \"%s\".".formatted(name, word));
            }
        }
        return chosen;
    }

    private static String required(@Nullable String sub) {
        if (sub == null || sub.isEmpty() || sub.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "sub names the subscription, in up to 100 characters.");
        }
        return sub;
    }

    private static @Nullable UUID id(JsonNode frame, String name) {
        var node = frame.path(name);
        return node.isMissingNode() || node.isNull() ? null : uuid(name, node.asString(""));
    }

    private static UUID uuid(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(name + " is not an id.");
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
