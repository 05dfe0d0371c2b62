package dev.agentworks.core.activity;

import dev.agentworks.events.card.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two states of the same fields. */
public final class ChangedFields {

    private ChangedFields() {}

    public static Map<String, Change> between(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        var changes = new LinkedHashMap<String, Change>();
        after.forEach((field, value) -> {
            if (!Objects.equals(before.get(field), value)) {
                changes.put(field, new Change(before.get(field), value));
            }
        });
        return changes;
    }
}
