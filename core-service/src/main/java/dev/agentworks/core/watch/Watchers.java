package dev.agentworks.core.watch;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardHappened;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Watches cards for people: whoever asks, and by themselves those a card is assigned to and those
 * who are mentioned. The person who made a card watches it unless they say otherwise.
 */
@Service
public class Watchers {

    private final WatcherTable table;
    private final Cards cards;
    private final Clock clock;

    Watchers(WatcherTable table, Cards cards, Clock clock) {
        this.table = table;
        this.cards = cards;
        this.clock = clock;
    }

    /** The members who watch the card. */
    @Transactional(readOnly = true)
    public List<Watcher> of(CardId card) {
        cards.requireAny(card);
        return table.of(card);
    }

    /** Whoever may write on a card may watch it: all see who does. */
    @Transactional
    public List<Watcher> watch(CardId card, Actor.Person person) {
        var row = cards.requireWritable(card, person);
        table.add(row.workspaceId(), row.id(), List.of(person.id()), clock.instant());
        return table.of(card);
    }

    @Transactional
    public void unwatch(CardId card, Actor.Person person) {
        var row = cards.requireWritable(card, person);
        table.remove(row.workspaceId(), row.id(), person.id(), clock.instant());
    }

    @EventListener
    void on(CardHappened happened) {
        var people = new LinkedHashSet<UUID>();
        for (var field : List.of("assignee", "mentioned")) {
            var change = happened.changes().get(field);
            if (change != null) {
                collect(change.to(), people);
            }
        }
        if (!people.isEmpty()) {
            var card = happened.card();
            table.add(card.workspaceId(), card.id(), people, clock.instant());
        }
    }

    private static void collect(@Nullable Object named, Collection<UUID> people) {
        switch (named) {
            case UUID person -> people.add(person);
            case Collection<?> several -> several.forEach(one -> collect(one, people));
            case null, default -> {}
        }
    }
}
