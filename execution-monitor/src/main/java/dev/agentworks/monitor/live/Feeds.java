package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.intake.StoredLines;
import dev.agentworks.monitor.intake.StreamListener;
import dev.agentworks.monitor.status.Runs;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cards that are watched here. What comes in is told at once; what another instance took in is
 * told by the bell or found by the position check. Either way the store is the truth and a feed
 * only a hint.
 */
@Component
class Feeds implements StreamListener {
    private final Map<UUID, CardFeed> cards = new ConcurrentHashMap<>();
    private final LogHistory history;
    private final Runs runs;
    private final RedisBell redis;
    private final LiveSettings settings;
    private final JsonMapper json;

    Feeds(LogHistory history, Runs runs, RedisBell redis, LiveSettings settings, JsonMapper json) {
        this.history = history;
        this.runs = runs;
        this.redis = redis;
        this.settings = settings;
        this.json = json;
        redis.onRing(this::heard);
    }

    /** Begins to watch a card; what is stored after this is told to the watcher. */
    CardFeed watch(UUID card, Bell watcher) {
        var feed =
                cards.compute(
                        card,
                        (_, existing) -> {
                            var watched =
                                    existing == null ? new CardFeed(card, settings) : existing;
                            watched.add(watcher);
                            return watched;
                        });
        redis.listen(card);
        return feed;
    }

    void unwatch(UUID card, Bell watcher) {
        var left =
                cards.computeIfPresent(
                        card,
                        (_, feed) -> {
                            feed.remove(watcher);
                            return feed.isWatched() ? feed : null;
                        });
        if (left == null) {
            redis.unlisten(card);
        }
    }

    Set<UUID> watchedCards() {
        return Set.copyOf(cards.keySet());
    }

    @Override
    public void stored(StoredLines stored) {
        var feed = cards.get(stored.head().cardId());
        if (feed != null) {
            accept(feed, stored);
        }
        redis.ring(new RedisBell.Ring(stored.head(), stored.lines()));
    }

    @Override
    public void runChanged(UUID workspace, UUID card, UUID run) {
        var feed = cards.get(card);
        if (feed != null) {
            refresh(feed, workspace, run);
        }
        redis.ring(new RedisBell.Changed(workspace, card, run));
    }

    /** Compares what is known of the watched cards with the store. */
    void check() {
        var watched = watchedCards();
        if (!watched.isEmpty()) {
            var workspaces = new ConcurrentHashMap<UUID, UUID>();
            for (var head : history.positions(watched)) {
                var feed = cards.get(head.cardId());
                if (feed != null) {
                    feed.run(head);
                    workspaces.put(head.cardId(), head.workspaceId());
                }
            }
            workspaces.forEach(this::refreshCard);
        }
    }

    /** Reads where the runs of a card stand. */
    void refreshCard(UUID card, UUID workspace) {
        var feed = cards.get(card);
        if (feed != null) {
            for (var view : runs.ofCard(workspace, card)) {
                var run = feed.run(view.runId());
                if (run != null && run.changed(view)) {
                    feed.ring();
                }
            }
        }
    }

    private void refresh(CardFeed feed, UUID workspace, UUID run) {
        history.head(workspace, run)
                .ifPresent(head -> {
                    var known = feed.run(head);
                    runs.find(workspace, run).ifPresent(known::changed);
                    feed.ring();
                });
    }

    private void heard(RedisBell.Message message) {
        switch (message) {
            case RedisBell.Ring(var head, var lines) -> {
                var feed = cards.get(head.cardId());
                if (feed != null) {
                    accept(feed, new StoredLines(head, lines));
                }
            }
            case RedisBell.Changed(var workspace, var card, var run) -> {
                var feed = cards.get(card);
                if (feed != null) {
                    refresh(feed, workspace, run);
                }
            }
        }
    }

    private void accept(CardFeed feed, StoredLines stored) {
        if (!stored.lines().isEmpty()) {
            var run = feed.run(stored.head().runId());
            if (run == null) {
                // known before the lines are, so that nobody is woken to an empty ring
                run = feed.run(at(stored.head(), stored.first()));
            }
            run.add(chunk(stored.lines()));
            keepWithinMemory();
        }
        feed.run(stored.head());
        feed.ring();
    }

    private static StreamHead at(StreamHead head, long next) {
        return new StreamHead(
                head.runId(),
                head.workspaceId(),
                head.cardId(),
                head.epoch(),
                next,
                null,
                head.openedAt());
    }

    /** Lines in a row, encoded once. */
    Chunk chunk(List<RunLine> lines) {
        return new Chunk(
                lines.getFirst().offset(),
                lines.getLast().offset() + 1,
                lines,
                json.writeValueAsString(lines));
    }

    private void keepWithinMemory() {
        var all = cards.values().stream().flatMap(card -> card.runs().stream()).toList();
        var total = all.stream().mapToLong(RunFeed::bytes).sum();
        if (total > settings.memory().toBytes()) {
            all.stream()
                    .max(Comparator.comparingLong(RunFeed::bytes))
                    .ifPresent(RunFeed::forgetLines);
        }
    }
}
