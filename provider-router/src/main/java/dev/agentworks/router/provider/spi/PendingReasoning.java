package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.Reasoning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The thoughts of one answer while their pieces come. */
final class PendingReasoning {
    private final Map<Integer, Thought> thoughts = new LinkedHashMap<>();
    private long characters;

    /** The thought with this number, begun here if it is new. */
    Thought at(int number, String format, int afterText, int afterCalls) {
        return thoughts.computeIfAbsent(number, _ -> new Thought(format, afterText, afterCalls));
    }

    /** How long the readable thoughts are. */
    long characters() {
        return characters;
    }

    boolean hasText() {
        return characters > 0;
    }

    List<Reasoning> all() {
        return thoughts.isEmpty()
                ? List.of()
                : thoughts.values().stream().map(Thought::finish).toList();
    }

    final class Thought {
        private final String format;
        private final int afterText;
        private final int afterCalls;
        private @Nullable StringBuilder text;
        private @Nullable StringBuilder data;

        private Thought(String format, int afterText, int afterCalls) {
            this.format = format;
            this.afterText = afterText;
            this.afterCalls = afterCalls;
        }

        void text(String delta) {
            text = text == null ? new StringBuilder() : text;
            text.append(delta);
            characters += delta.length();
        }

        void data(String delta) {
            data = data == null ? new StringBuilder() : data;
            data.append(delta);
        }

        private Reasoning finish() {
            return new Reasoning(
                    format,
                    text == null ? null : text.toString(),
                    data == null ? null : data.toString(),
                    afterText,
                    afterCalls);
        }
    }
}
