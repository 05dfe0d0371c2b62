package dev.agentworks.local.llm.agent;

import java.util.List;

/** A document in the making. */
final class Markdown {

    private static final String MARK =
            "\n---\n_Simulated: written by the LLM simulator, not by a model._\n";

    private final StringBuilder text = new StringBuilder();

    Markdown title(String title) {
        text.append("# ").append(title).append("\n\n");
        return this;
    }

    Markdown heading(String heading) {
        text.append("## ").append(heading).append("\n\n");
        return this;
    }

    Markdown paragraph(String paragraph) {
        if (!paragraph.isBlank()) {
            text.append(paragraph).append("\n\n");
        }
        return this;
    }

    Markdown list(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
        return this;
    }

    /** A chapter, left out when there is nothing to put in it. */
    Markdown chapter(String heading, List<String> items) {
        return items.isEmpty() ? this : heading(heading).list(items);
    }

    Markdown row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        return this;
    }

    Markdown tableHead(String... cells) {
        row(cells);
        text.append("|").append(" --- |".repeat(cells.length)).append('\n');
        return this;
    }

    Markdown end() {
        text.append('\n');
        return this;
    }

    /** The text, with the mark that says where it came from. */
    String marked() {
        return text + MARK;
    }
}
