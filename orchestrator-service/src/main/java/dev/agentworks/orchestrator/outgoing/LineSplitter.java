package dev.agentworks.orchestrator.outgoing;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text that arrives in pieces into lines that read well: at line ends, and at a sentence's end
 * once a line is long. Where it cuts depends on the text alone, so the same text gives the same
 * lines however it arrives.
 */
final class LineSplitter {

    private static final int LONG = 100;
    private static final int LONGEST = 4_000;

    private final StringBuilder line = new StringBuilder();

    List<String> accept(String text) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\n') {
                cut(lines);
            } else if (next == ' ' && endsSentence()) {
                cut(lines);
            } else if (next != '\r' && next != 0) {
                line.append(next);
                if (line.length() >= LONGEST && !Character.isHighSurrogate(next)) {
                    cut(lines);
                }
            }
        }
        return lines;
    }

    /** What is left when the text is over. */
    List<String> rest() {
        var lines = new ArrayList<String>();
        cut(lines);
        return lines;
    }

    private boolean endsSentence() {
        return line.length() >= LONG && ".!?".indexOf(line.charAt(line.length() - 1)) >= 0;
    }

    private void cut(List<String> lines) {
        if (!line.toString().isBlank()) {
            lines.add(line.toString().stripTrailing());
        }
        line.setLength(0);
    }
}
