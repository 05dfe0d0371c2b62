package dev.agentworks.gateway.boardfeed;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Keeps the recent frames of the feeds in this instance's memory; used while Redis is unreachable.
 */
@Component
class LocalFeedStore {
    private static final int WORKSPACES = 2_000;
    private static final int EVENT_IDS = 20_000;

    private final Map<String, RecentFrames> feeds = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Boolean> seen = new LinkedHashMap<>();
    private final Clock clock;
    private final int remembered;
    private long floor;

    LocalFeedStore(Clock clock, FeedSettings settings) {
        this.clock = clock;
        this.remembered = settings.remembered();
        this.floor = now();
    }

    /** Numbers the event and keeps it; null when it was published before. */
    synchronized @org.jspecify.annotations.Nullable FeedFrame add(BoardEvent event) {
        if (seen.put(event.eventId(), true) != null) {
            return null;
        }
        if (seen.size() > EVENT_IDS) {
            seen.remove(seen.keySet().iterator().next());
        }
        var recent = recent(event.workspaceId());
        // numbers are times, so that they grow whichever instance assigns them
        var frame = FeedFrame.of(Math.max(recent.head + 1, now()), event.type(), event.dataJson());
        recent.add(frame);
        return frame;
    }

    /** Keeps a frame that Redis numbered. */
    synchronized void add(String workspaceId, FeedFrame frame) {
        recent(workspaceId).add(frame);
    }

    synchronized Backlog backlog(String workspaceId) {
        var recent = recent(workspaceId);
        return new Backlog(recent.floor, recent.head, List.copyOf(recent.frames));
    }

    /** Drops all frames, because some may have been missed until now. */
    synchronized void forget() {
        floor = Math.max(floor, now());
        feeds.values().forEach(recent -> floor = Math.max(floor, recent.head));
        feeds.clear();
    }

    private RecentFrames recent(String workspaceId) {
        var recent = feeds.computeIfAbsent(workspaceId, _ -> new RecentFrames(floor, remembered));
        if (feeds.size() > WORKSPACES) {
            var eldest = feeds.entrySet().iterator().next();
            floor = Math.max(floor, eldest.getValue().head);
            feeds.remove(eldest.getKey());
        }
        return recent;
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toMicros(clock.millis());
    }

    private static final class RecentFrames {
        private final ArrayDeque<FeedFrame> frames = new ArrayDeque<>();
        private final int most;
        private long floor;
        private long head;

        private RecentFrames(long floor, int most) {
            this.floor = floor;
            this.head = floor;
            this.most = most;
        }

        private void add(FeedFrame frame) {
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
