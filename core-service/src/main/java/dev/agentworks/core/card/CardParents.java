package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.PatchField;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may be whose parent: a card of the same project, never the card itself or one below it, and
 * of a kind that work of this size is cut from.
 */
@Component
class CardParents {

    private static final String POINTER = "/parentId";

    private final CardRepository cards;
    private final JdbcClient jdbc;

    CardParents(CardRepository cards, JdbcClient jdbc) {
        this.cards = cards;
        this.jdbc = jdbc;
    }

    /** Whether the command needs the project's lock, under which no other card gets a parent. */
    static boolean touches(CardChange command) {
        return command.parentId() != null || command.type() != null;
    }

    /** Refuses a parent for a new card. What an agent cuts its own card into is its own matter. */
    static void require(NewCard command, @Nullable CardType parent, Actor actor) {
        if (command.parentId() == null) {
            return;
        }
        if (parent == null) {
            throw foreign();
        }
        if (actor instanceof Actor.Person) {
            requireHolds(parent, command.type(), POINTER);
        }
    }

    /**
     * Refuses a change after which the card would not fit under its parent, or its children not
     * under it.
     */
    void require(Card card, CardChange command) {
        var type = command.type() == null ? card.type() : command.type();
        var wanted = PatchField.valueOr(command.parentId(), value(card.parentId()));
        if (wanted != null) {
            var parent = of(card.projectId(), new CardId(wanted));
            if (isBelow(parent.getId(), card.getId())) {
                throw refused(
                        "A card stands neither below itself nor below one of its children.",
                        POINTER,
                        "must not be the card or one below it");
            }
            requireHolds(parent.type(), type, command.parentId() == null ? "/type" : POINTER);
        }
        if (command.type() != null) {
            kindsBelow(card.getId()).forEach(child -> requireHolds(type, child, "/type"));
        }
    }

    private Card of(ProjectId project, CardId parent) {
        return cards.find(parent)
                .filter(it -> it.projectId().equals(project))
                .orElseThrow(CardParents::foreign);
    }

    private static ProblemException foreign() {
        return refused(
                "The parent is no card of this project.",
                POINTER,
                "must be a card of the same project");
    }

    private static void requireHolds(CardType parent, CardType child, String pointer) {
        if (!parent.holds(child)) {
            throw refused(
                    "Work of the size of %s is not part of %s."
                            .formatted(words(child), words(parent)),
                    pointer,
                    pointer.equals(POINTER)
                            ? "must be a card of a kind that holds " + child
                            : "must fit between the card's parent and its children");
        }
    }

    private static String words(CardType type) {
        return (type == CardType.EPIC ? "an " : "a ") + type.name().toLowerCase(Locale.ROOT);
    }

    private static ProblemException refused(String detail, String pointer, String message) {
        return new ProblemException(CommonError.INVALID_REQUEST, detail).invalid(pointer, message);
    }

    /** Whether the first card is the second, or stands anywhere below it. */
    private boolean isBelow(CardId first, CardId second) {
        return jdbc.sql(
                        """
                        with recursive above (id) as (
                            select ?::uuid
                            union
                            select c.parent_id from above a join card c on c.id = a.id where c.parent_id is not null
                        )
                        select exists (select from above where id = ?)
                        """)
                .params(first.value(), second.value())
                .query(Boolean.class)
                .single();
    }

    private List<CardType> kindsBelow(CardId card) {
        return jdbc.sql(
                        "select distinct type from card where parent_id = ? and archived_at is null")
                .param(card.value())
                .query((row, _) -> CardType.valueOf(row.getString(1)))
                .list();
    }

    private static @Nullable UUID value(@Nullable CardId card) {
        return card == null ? null : card.value();
    }
}
