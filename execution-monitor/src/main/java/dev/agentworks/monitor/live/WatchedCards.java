package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.intake.StreamListener;
import dev.agentworks.monitor.intake.StreamUpdate;
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
 * The cards that are watched at this instance. Their sockets are woken at once by updates of this
 * instance, and by a Redis message or the position check for updates of other instances. The store
 * is authoritative; what is kept here is a cache.
 */
@Component
class WatchedCards implements StreamListener {
    private final Map<UUID, WatchedCard> cards = new ConcurrentHashMap<>();
    private final LogHistory history;
    private final Runs runs;
    private final StreamNotifications notifications;
    private final LiveSettings settings;
    private final JsonMapper json;

    WatchedCards(
            LogHistory history,
            Runs runs,
            StreamNotifications notifications,
            LiveSettings settings,
            JsonMapper json) {
        this.history = history;
        this.runs = runs;
        this.notifications = notifications;
        this.settings = settings;
        this.json = json;
        notifications.onNotification(this::received);
    }

    /** Starts watching a card; the watcher is woken for every update stored from now on. */
    WatchedCard watch(UUID card, WakeSignal watcher) {
        var watchedCard =
                cards.compute(
                        card,
                        (_, existing) -> {
                            var watched =
                                    existing == null ? new WatchedCard(card, settings) : existing;
                            watched.add(watcher);
                            return watched;
                        });
        notifications.subscribe(card);
        return watchedCard;
    }

    void unwatch(UUID card, WakeSignal watcher) {
        var left =
                cards.computeIfPresent(
                        card,
                        (_, watchedCard) -> {
                            watchedCard.remove(watcher);
                            return watchedCard.isWatched() ? watchedCard : null;
                        });
        if (left == null) {
            notifications.unsubscribe(card);
        }
    }

    Set<UUID> watchedCards() {
        return Set.copyOf(cards.keySet());
    }

    @Override
    public void stored(StreamUpdate update) {
        var watchedCard = cards.get(update.head().cardId());
        if (watchedCard != null) {
            accept(watchedCard, update);
        }
        notifications.publish(new StreamNotifications.LinesStored(update.head(), update.lines()));
    }

    @Override
    public void runChanged(UUID workspace, UUID card, UUID run) {
        var watchedCard = cards.get(card);
        if (watchedCard != null) {
            refresh(watchedCard, workspace, run);
        }
        notifications.publish(new StreamNotifications.RunChanged(workspace, card, run));
    }

    /** Updates the watched cards from the store. */
    void check() {
        var watched = watchedCards();
        if (!watched.isEmpty()) {
            var workspaces = new ConcurrentHashMap<UUID, UUID>();
            for (var head : history.positions(watched)) {
                var watchedCard = cards.get(head.cardId());
                if (watchedCard != null) {
                    watchedCard.run(head);
                    workspaces.put(head.cardId(), head.workspaceId());
                }
            }
            workspaces.forEach(this::refreshCard);
        }
    }

    /** Reads the status of a card's runs. */
    void refreshCard(UUID card, UUID workspace) {
        var watchedCard = cards.get(card);
        if (watchedCard != null) {
            for (var view : runs.ofCard(workspace, card)) {
                var run = watchedCard.run(view.runId());
                if (run != null && run.changed(view)) {
                    watchedCard.wakeWatchers();
                }
            }
        }
    }

    private void refresh(WatchedCard watchedCard, UUID workspace, UUID run) {
        history.head(workspace, run)
                .ifPresent(head -> {
                    var known = watchedCard.run(head);
                    runs.find(workspace, run).ifPresent(known::changed);
                    watchedCard.wakeWatchers();
                });
    }

    private void received(StreamNotifications.Notification notification) {
        switch (notification) {
            case StreamNotifications.LinesStored(var head, var lines) -> {
                var watchedCard = cards.get(head.cardId());
                if (watchedCard != null) {
                    accept(watchedCard, new StreamUpdate(head, lines));
                }
            }
            case StreamNotifications.RunChanged(var workspace, var card, var run) -> {
                var watchedCard = cards.get(card);
                if (watchedCard != null) {
                    refresh(watchedCard, workspace, run);
                }
            }
        }
    }

    private void accept(WatchedCard watchedCard, StreamUpdate update) {
        if (!update.lines().isEmpty()) {
            var run = watchedCard.run(update.head().runId());
            if (run == null) {
                // added before its lines, so that no watcher is woken before they are there
                run = watchedCard.run(at(update.head(), update.first()));
            }
            run.add(encode(update.lines()));
            keepWithinMemory();
        }
        watchedCard.run(update.head());
        watchedCard.wakeWatchers();
    }

    private static StreamHead at(StreamHead head, long next) {
        return new StreamHead(
                head.runId(),
                head.workspaceId(),
                head.cardId(),
                head.epoch(),
                next,
                null,
                head.floor(),
                head.openedAt());
    }

    /** Encodes consecutive lines. */
    EncodedLines encode(List<StoredLine> lines) {
        return new EncodedLines(
                lines.getFirst().offset(),
                lines.getLast().offset() + 1,
                lines,
                json.writeValueAsString(lines));
    }

    private void keepWithinMemory() {
        var all = cards.values().stream().flatMap(card -> card.runs().stream()).toList();
        var total = all.stream().mapToLong(WatchedRun::bytes).sum();
        if (total > settings.memory().toBytes()) {
            all.stream()
                    .max(Comparator.comparingLong(WatchedRun::bytes))
                    .ifPresent(WatchedRun::forgetLines);
        }
    }
}
