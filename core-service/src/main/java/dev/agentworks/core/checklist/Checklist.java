package dev.agentworks.core.checklist;

import java.util.List;

/** The items of a card in their order, and how many there are and are done. */
public record Checklist(List<ChecklistItem> items, int done, int total) {

    public Checklist {
        items = List.copyOf(items);
    }

    static Checklist of(List<ChecklistItem> items) {
        var done = (int) items.stream().filter(ChecklistItem::done).count();
        return new Checklist(items, done, items.size());
    }
}
