package dev.agentworks.core.checklist;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The checklist of a card: add, rename, tick off, put in order, remove. */
@Service
public class Checklists {

    private static final int MOST_ITEMS = 100;

    private final ChecklistTable table;
    private final Cards cards;
    private final CardActivities activities;
    private final Clock clock;

    Checklists(ChecklistTable table, Cards cards, CardActivities activities, Clock clock) {
        this.table = table;
        this.cards = cards;
        this.activities = activities;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Checklist of(CardId card) {
        cards.requireAny(card);
        return Checklist.of(table.of(card));
    }

    /**
     * @param position where in the list, counted from 0; at its end when it is null
     * @throws ProblemException {@code checklist-full}
     */
    @Transactional
    public ChecklistItem add(
            CardId card, String text, @Nullable Integer position, Actor.Person person) {
        var ref = open(card, person);
        var present = table.of(card);
        if (present.size() >= MOST_ITEMS) {
            throw new ProblemException(
                            ChecklistError.CHECKLIST_FULL,
                            "A checklist holds at most %d items; a longer one is a card of its own."
                                    .formatted(MOST_ITEMS))
                    .with("limit", MOST_ITEMS);
        }
        var id = Uuids.v7();
        table.add(id, ref, text.strip(), clock.instant());
        if (position != null && position < present.size()) {
            table.place(card, id, position);
        }
        record(ref, person, "checklist-added", id, Map.of("text", new Change(null, text.strip())));
        return require(card, id);
    }

    @Transactional
    public ChecklistItem change(CardId card, UUID id, ItemChange command, Actor.Person person) {
        var ref = open(card, person);
        var before = require(card, id);
        var text = command.text();
        if (text != null) {
            table.rename(id, text.strip());
        }
        var done = command.done();
        if (done != null && done != before.done()) {
            table.tick(id, done ? person.id() : null, clock.instant());
        }
        var position = command.position();
        if (position != null) {
            table.place(card, id, Math.min(position, table.of(card).size() - 1));
        }
        var after = require(card, id);
        var changes = changes(before, after);
        if (!changes.isEmpty()) {
            record(ref, person, "checklist-changed", id, changes);
        }
        return after;
    }

    @Transactional
    public void remove(CardId card, UUID id, Actor.Person person) {
        var ref = open(card, person);
        var before = require(card, id);
        table.remove(id);
        record(
                ref,
                person,
                "checklist-removed",
                id,
                Map.of("text", new Change(before.text(), null)));
    }

    private CardRef open(CardId card, Actor.Person person) {
        var ref = cards.requireWritable(card, person).ref();
        table.lock(card);
        return ref;
    }

    private ChecklistItem require(CardId card, UUID id) {
        return table.of(card).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Access.notFound("item of the checklist"));
    }

    private static Map<String, Change> changes(ChecklistItem before, ChecklistItem after) {
        var changes = new LinkedHashMap<String, Change>();
        if (!before.text().equals(after.text())) {
            changes.put("text", new Change(before.text(), after.text()));
        }
        if (before.done() != after.done()) {
            changes.put("done", new Change(before.done(), after.done()));
        }
        if (before.position() != after.position()) {
            changes.put("position", new Change(before.position(), after.position()));
        }
        if (!changes.isEmpty() && !changes.containsKey("text")) {
            // names the item to those who read the history
            changes.put("item", new Change(after.text(), after.text()));
        }
        return changes;
    }

    private void record(
            CardRef card,
            Actor.Person person,
            String action,
            UUID item,
            Map<String, Change> changes) {
        var told = new LinkedHashMap<>(changes);
        told.put("itemId", new Change(item, item));
        table.count(new CardId(card.id()));
        activities.recordBeside(card, person, action, Uuids.v7().toString(), told, null);
    }
}
