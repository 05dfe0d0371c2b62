package dev.agentworks.core.agentchange;

import dev.agentworks.core.agentchange.Effect.WriteMode;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.document.DocumentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts held changes in words, for the person who decides about them. */
@Component
class HeldChangePreviews {

    private final Cards cards;

    HeldChangePreviews(Cards cards) {
        this.cards = cards;
    }

    List<HeldChangeView> of(List<HeldChange> changes) {
        var keys = keys(changes);
        return changes.stream().map(change -> view(change, keys)).toList();
    }

    /** The change in a few words, where nothing is known around it. */
    static String name(HeldChange change) {
        return switch (change.effect()) {
            case Effect.CreateCard create -> "The card \"%s\"".formatted(create.title());
            case Effect.UpdateCard _ -> "The change of a card";
            case Effect.WriteDocument write -> "The document \"%s\"".formatted(write.title());
            case Effect.AddComment _ -> "The comment";
            case Effect.LinkCards link ->
                    "The link %s %s %s".formatted(link.from(), words(link.link()), link.to());
        };
    }

    private static HeldChangeView view(HeldChange change, Map<String, String> keys) {
        return switch (change.effect()) {
            case Effect.CreateCard create ->
                    view(
                            change,
                            "create_card",
                            "New %s %s: %s"
                                    .formatted(
                                            words(create.type()),
                                            key(change.id().toString(), keys),
                                            create.title()),
                            card(create));
            case Effect.UpdateCard update ->
                    view(
                            change,
                            "update_card",
                            "Changes "
                                    + key(
                                            update.card() == null
                                                    ? update.cardId().toString()
                                                    : update.card(),
                                            keys),
                            fields(update));
            case Effect.WriteDocument write ->
                    view(
                            change,
                            "write_document",
                            title(write, key(write.cardId().toString(), keys)),
                            write.content());
            case Effect.AddComment comment ->
                    view(
                            change,
                            "add_comment",
                            "Comment on %s%s"
                                    .formatted(
                                            key(comment.cardId().toString(), keys),
                                            place(comment.file(), comment.line())),
                            comment.body());
            case Effect.LinkCards link ->
                    view(
                            change,
                            "link_cards",
                            "%s %s %s"
                                    .formatted(
                                            key(link.from(), keys),
                                            words(link.link()),
                                            key(link.to(), keys)),
                            "");
        };
    }

    private static HeldChangeView view(
            HeldChange change, String kind, String title, String preview) {
        return new HeldChangeView(change.id(), kind, title, preview, true, change.heldAt());
    }

    /** The keys of the cards that the changes speak of by their ids. */
    private Map<String, String> keys(List<HeldChange> changes) {
        var ids =
                changes.stream()
                        .flatMap(change -> named(change.effect()).stream())
                        .distinct()
                        .toList();
        var present = cards.all(ids);
        var keys =
                new HashMap<>(
                        present.stream()
                                .collect(
                                        Collectors.toMap(
                                                card -> card.id().toString(), CardRow::key)));
        // what is not made yet has the number that was drawn for it
        for (var change : changes) {
            var parent = keys.get(change.effect().cardId().toString());
            if (change.cardNumber() != null && parent != null) {
                var project = parent.substring(0, parent.lastIndexOf('-'));
                keys.put(change.id().toString(), project + "-" + change.cardNumber());
            }
        }
        return keys;
    }

    private static List<UUID> named(Effect effect) {
        var named = new ArrayList<UUID>();
        named.add(effect.cardId());
        switch (effect) {
            case Effect.UpdateCard update -> id(update.card(), named);
            case Effect.LinkCards link -> {
                id(link.from(), named);
                id(link.to(), named);
            }
            case Effect.CreateCard _, Effect.WriteDocument _, Effect.AddComment _ -> {}
        }
        return named;
    }

    private static void id(@Nullable String name, List<UUID> ids) {
        if (name != null && name.length() == 36) {
            ids.add(UUID.fromString(name));
        }
    }

    private static String key(String name, Map<String, String> keys) {
        return keys.getOrDefault(name, name);
    }

    private static String title(Effect.WriteDocument write, String card) {
        return write.mode() == WriteMode.section
                ? "Writes the section \"%s\" of the %s of %s"
                        .formatted(write.section(), words(write.type()), card)
                : "Writes the %s of %s: %s".formatted(words(write.type()), card, write.title());
    }

    /** A value as people say it. */
    private static String words(Enum<?> value) {
        if (value == DocumentType.PRD || value == DocumentType.MVP) {
            return value.name();
        }
        return value == DocumentType.CUSTOM
                ? "document"
                : value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String place(@Nullable String file, @Nullable Integer line) {
        if (file == null) {
            return "";
        }
        return line == null ? ", " + file : ", %s:%d".formatted(file, line);
    }

    private static String card(Effect.CreateCard create) {
        var lines = new ArrayList<String>();
        add(lines, "Priority", create.priority());
        add(lines, "Estimate", create.estimate());
        add(lines, "Labels", create.labels());
        add(lines, "Acceptance criteria", create.acceptanceCriteria());
        add(lines, "Description", create.description());
        return String.join("\n", lines);
    }

    private static String fields(Effect.UpdateCard update) {
        var lines = new ArrayList<String>();
        add(lines, "Title", update.title());
        add(lines, "Status", update.status());
        add(lines, "Priority", update.priority());
        add(lines, "Estimate", update.estimate());
        add(lines, "Labels", update.labels());
        add(lines, "Acceptance criteria", update.acceptanceCriteria());
        add(lines, "Description", update.description());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String field, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> list ->
                    lines.add(
                            field
                                    + ":"
                                    + list.stream()
                                            .map(item -> "\n- " + item)
                                            .collect(Collectors.joining()));
            case Enum<?> one -> lines.add(field + ": " + words(one));
            default -> lines.add(field + ": " + value);
        }
    }
}
