package dev.agentworks.orchestrator.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a text of headings, facts and lists; what is empty is left out. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    void title(String title) {
        text.append("# ").append(title).append("\n\n");
    }

    void heading(String heading) {
        text.append("\n## ").append(heading).append("\n\n");
    }

    void fact(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append("- ").append(name).append(": ").append(value).append('\n');
        }
    }

    void paragraph(@Nullable String paragraph) {
        if (paragraph != null && !paragraph.isBlank()) {
            text.append(paragraph.strip()).append('\n');
        }
    }

    void items(List<String> items, String whenEmpty) {
        if (items.isEmpty()) {
            paragraph(whenEmpty);
        }
        items.forEach(item -> text.append("- ").append(item.strip()).append('\n'));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
