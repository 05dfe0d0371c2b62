package dev.agentworks.gateway.boardfeed;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What this instance remembers of the feeds by itself: all there is while Redis is lost. */
@Component
class LocalFeeds {
    private static final int WORKSPACES = 2_000;
    private static final int EVENT_IDS = 20_000;

    private final Map<String, Ring> rings = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Boolean> seen = new LinkedHashMap<>();
    private final Clock clock;
    private final int remembered;
    private long floor;

    LocalFeeds(Clock clock, FeedSettings settings) {
        this.clock = clock;
        this.remembered = settings.remembered();
        this.floor = now();
    }

    /** Numbers the happening and remembers it; null when it was told before. */
    synchronized @org.jspecify.annotations.Nullable Frame add(BoardHappening happening) {
        if (seen.put(happening.eventId(), true) != null) {
            return null;
        }
        if (seen.size() > EVENT_IDS) {
            seen.remove(seen.keySet().iterator().next());
        }
        var ring = ring(happening.workspaceId());
        // numbers are times, so that they go on growing whoever gives them
        var frame =
                Frame.of(Math.max(ring.head + 1, now()), happening.type(), happening.dataJson());
        ring.add(frame);
        return frame;
    }

    /** Remembers a frame that Redis numbered. */
    synchronized void add(String workspaceId, Frame frame) {
        ring(workspaceId).add(frame);
    }

    synchronized Backlog backlog(String workspaceId) {
        var ring = ring(workspaceId);
        return new Backlog(ring.floor, ring.head, List.copyOf(ring.frames));
    }

    /** Something may have been missed until now. */
    synchronized void forget() {
        floor = Math.max(floor, now());
        rings.values().forEach(ring -> floor = Math.max(floor, ring.head));
        rings.clear();
    }

    private Ring ring(String workspaceId) {
        var ring = rings.computeIfAbsent(workspaceId, _ -> new Ring(floor, remembered));
        if (rings.size() > WORKSPACES) {
            var eldest = rings.entrySet().iterator().next();
            floor = Math.max(floor, eldest.getValue().head);
            rings.remove(eldest.getKey());
        }
        return ring;
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toMicros(clock.millis());
    }

    private static final class Ring {
        private final ArrayDeque<Frame> frames = new ArrayDeque<>();
        private final int most;
        private long floor;
        private long head;

        private Ring(long floor, int most) {
            this.floor = floor;
            this.head = floor;
            this.most = most;
        }

        private void add(Frame frame) {
            if (frame.seq() <= head) {
                return;
            }
            frames.addLast(frame);
            head = frame.seq();
            if (frames.size() > most) {
                floor = frames.removeFirst().seq();
            }
        }
    }
}
