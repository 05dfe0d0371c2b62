package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.status.RunView;
import dev.agentworks.starter.text.EscapedText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the frames of the server as JSON; protocol version 1. */
@Component
class ServerFrames {
    private final JsonMapper json;

    ServerFrames(JsonMapper json) {
        this.json = json;
    }

    String subscribed(String sub, UUID card, List<StartPosition> runs, @Nullable UUID only) {
        var frame = frame("subscribed", sub);
        frame.put("protocol", 1);
        frame.put("card", card);
        frame.put("mode", "hot");
        if (only != null && !runs.isEmpty()) {
            frame.putAll(position(runs.getFirst()));
        }
        frame.put("runs", runs.stream().map(ServerFrames::position).toList());
        return json.writeValueAsString(frame);
    }

    String run(String sub, UUID card, StartPosition start, @Nullable RunView view) {
        var frame = frame("run", sub);
        frame.put("card", card);
        frame.putAll(position(start));
        if (view != null) {
            frame.put("agentId", view.agentId());
            frame.put("status", view.status());
            frame.put("startedAt", time(view.startedAt()));
        }
        return json.writeValueAsString(frame);
    }

    String status(String sub, RunView view) {
        var frame = frame("status", sub);
        frame.put("run", view.runId());
        frame.put("agentId", view.agentId());
        frame.put("status", view.status());
        frame.put("progress", view.progress());
        frame.put("timestamp", time(view.updatedAt()));
        if (view.errorCode() != null) {
            frame.put(
                    "error",
                    Map.of(
                            "code",
                            view.errorCode(),
                            "message",
                            view.errorMessage() == null
                                    ? ""
                                    : EscapedText.ofLines(view.errorMessage())));
        }
        return json.writeValueAsString(frame);
    }

    String metrics(String sub, RunView view) {
        var frame = frame("metrics", sub);
        frame.put("run", view.runId());
        frame.put("tokens", view.tokens());
        frame.put("cost", view.cost() == null ? null : view.cost().toPlainString());
        frame.put("price", view.price() == null ? null : view.price().toPlainString());
        return json.writeValueAsString(frame);
    }

    /**
     * @param lines a JSON array, encoded once for all readers where possible
     */
    String lines(String sub, StreamHead head, long first, long next, String lines) {
        return "{\"type\":\"lines\",\"sub\":%s,\"run\":\"%s\",\"epoch\":%d,\"first\":%d,\"next\":%d,\"lines\":"
                        .formatted(
                                json.writeValueAsString(sub),
                                head.runId(),
                                head.epoch(),
                                first,
                                next)
                + lines
                + "}";
    }

    String array(List<StoredLine> lines) {
        return json.writeValueAsString(lines);
    }

    /** Reports missing lines of a producer; the line at this offset reports it too. */
    String gap(String sub, UUID run, StoredLine line) {
        var frame = frame("gap", sub);
        frame.put("run", run);
        frame.put("at", line.offset());
        if (line.metadata() != null
                && line.metadata().get(StoredLine.GAP) instanceof Map<?, ?> gap) {
            frame.put("from", gap.get("from"));
            // unknown where nobody told how many there are
            if (gap.get("to") != null) {
                frame.put("to", gap.get("to"));
            }
            frame.put("producer", gap.get("producer"));
            frame.put("reason", gap.get("reason"));
        }
        return json.writeValueAsString(frame);
    }

    /**
     * Reports that the lines from one offset up to, not including, another are not kept any more.
     */
    String forgotten(String sub, UUID run, long from, long to) {
        var frame = frame("gap", sub);
        frame.put("run", run);
        frame.put("from", from);
        frame.put("to", to);
        frame.put("reason", "retention");
        return json.writeValueAsString(frame);
    }

    String eof(String sub, UUID run, long finalOffset) {
        var frame = frame("eof", sub);
        frame.put("run", run);
        frame.put("last", finalOffset - 1);
        frame.put("next", finalOffset);
        return json.writeValueAsString(frame);
    }

    String moved(long afterMillis) {
        return json.writeValueAsString(Map.of("type", "moved", "after_ms", afterMillis));
    }

    String error(@Nullable String sub, int code, String message) {
        var frame = frame("error", sub);
        frame.put("code", code);
        frame.put("message", message);
        return json.writeValueAsString(frame);
    }

    private static Map<String, @Nullable Object> position(StartPosition start) {
        var frame = new LinkedHashMap<String, @Nullable Object>();
        frame.put("run", start.head().runId());
        frame.put("epoch", start.head().epoch());
        frame.put("floor", start.head().floor());
        frame.put("head", start.head().next());
        frame.put("resumed", start.isResumed());
        if (start.refusal() != null) {
            frame.put("reason", start.refusal());
        }
        return frame;
    }

    private static Map<String, @Nullable Object> frame(String type, @Nullable String sub) {
        var frame = new LinkedHashMap<String, @Nullable Object>();
        frame.put("type", type);
        if (sub != null) {
            frame.put("sub", sub);
        }
        return frame;
    }

    private static String time(java.time.Instant instant) {
        return java.time.format.DateTimeFormatter.ISO_INSTANT.format(
                instant.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }
}
