package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StreamHead;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A card that is watched at this instance: its runs, and the signals of the sockets that watch it.
 */
final class WatchedCard {
    private final UUID card;
    private final LiveSettings settings;
    private final Map<UUID, WatchedRun> runs = new ConcurrentHashMap<>();
    // oldest run first; a run's stream is opened once, so its position never changes
    private final ConcurrentSkipListMap<Place, WatchedRun> inOrder = new ConcurrentSkipListMap<>();
    private final Set<WakeSignal> watchers = ConcurrentHashMap.newKeySet();

    WatchedCard(UUID card, LiveSettings settings) {
        this.card = card;
        this.settings = settings;
    }

    UUID card() {
        return card;
    }

    /** The watched run, updated to at least this head. */
    WatchedRun run(StreamHead head) {
        var isNew = new AtomicBoolean();
        var watchedRun =
                runs.computeIfAbsent(
                        head.runId(),
                        _ -> {
                            isNew.set(true);
                            var made = new WatchedRun(head, settings);
                            inOrder.put(
                                    new Place(head.openedAt().toEpochMilli(), head.runId()), made);
                            return made;
                        });
        if (watchedRun.reached(head) || isNew.get()) {
            wakeWatchers();
        }
        return watchedRun;
    }

    @Nullable WatchedRun run(UUID run) {
        return runs.get(run);
    }

    Collection<WatchedRun> runs() {
        return List.copyOf(inOrder.values());
    }

    void wakeWatchers() {
        watchers.forEach(WakeSignal::wake);
    }

    void add(WakeSignal watcher) {
        watchers.add(watcher);
    }

    void remove(WakeSignal watcher) {
        watchers.remove(watcher);
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    private record Place(long openedAt, UUID run) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTime = Long.compare(openedAt, other.openedAt);
            return byTime != 0 ? byTime : run.compareTo(other.run);
        }
    }
}
