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

/** A watched card: its runs, and who wants to be woken when something is new. */
final class CardFeed {
    private final UUID card;
    private final LiveSettings settings;
    private final Map<UUID, RunFeed> runs = new ConcurrentHashMap<>();
    // oldest run first; a run's stream is opened once, so its place never changes
    private final ConcurrentSkipListMap<Place, RunFeed> inOrder = new ConcurrentSkipListMap<>();
    private final Set<Bell> watchers = ConcurrentHashMap.newKeySet();

    CardFeed(UUID card, LiveSettings settings) {
        this.card = card;
        this.settings = settings;
    }

    UUID card() {
        return card;
    }

    /** The feed of a run that is at least this far. */
    RunFeed run(StreamHead head) {
        var isNew = new AtomicBoolean();
        var feed =
                runs.computeIfAbsent(
                        head.runId(),
                        _ -> {
                            isNew.set(true);
                            var made = new RunFeed(head, settings);
                            inOrder.put(
                                    new Place(head.openedAt().toEpochMilli(), head.runId()), made);
                            return made;
                        });
        if (feed.reached(head) || isNew.get()) {
            ring();
        }
        return feed;
    }

    @Nullable RunFeed run(UUID run) {
        return runs.get(run);
    }

    Collection<RunFeed> runs() {
        return List.copyOf(inOrder.values());
    }

    void ring() {
        watchers.forEach(Bell::ring);
    }

    void add(Bell watcher) {
        watchers.add(watcher);
    }

    void remove(Bell watcher) {
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
