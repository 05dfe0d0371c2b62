package dev.agentworks.core.document;

import java.util.ArrayList;
import java.util.List;

/** Markdown by its second-level headings: one section is written, the others stay as they are. */
final class Sections {

    private Sections() {}

    /** The text with this section replaced, or added at its end. */
    static String with(String text, String heading, String content) {
        var title = "## " + heading.strip();
        var body = content.strip();
        // an agent may repeat the heading it was asked for
        var section =
                body.lines()
                                .findFirst()
                                .filter(line -> line.strip().equalsIgnoreCase(title))
                                .isPresent()
                        ? body
                        : title + "\n\n" + body;
        var lines = text.lines().toList();
        var begin = find(lines, title);
        if (begin < 0) {
            return text.stripTrailing() + (text.isBlank() ? "" : "\n\n") + section + "\n";
        }
        var end = begin + 1;
        while (end < lines.size()
                && !lines.get(end).startsWith("## ")
                && !lines.get(end).startsWith("# ")) {
            end++;
        }
        var result = new ArrayList<>(lines.subList(0, begin));
        result.addAll(section.lines().toList());
        result.add("");
        result.addAll(lines.subList(end, lines.size()));
        return String.join("\n", result).stripTrailing() + "\n";
    }

    private static int find(List<String> lines, String title) {
        for (var index = 0; index < lines.size(); index++) {
            if (lines.get(index).strip().equalsIgnoreCase(title)) {
                return index;
            }
        }
        return -1;
    }
}
