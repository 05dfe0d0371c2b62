package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy.Snippet;
import org.jspecify.annotations.Nullable;

/** Cuts lines out of a text, as many as a model can be shown at once. */
final class Snippets {

    private static final int LONGEST = 40_000;

    private Snippets() {}

    static Snippet of(String path, String text, int firstLine, @Nullable Integer lastLine) {
        var lines = text.split("\n", -1);
        // what follows the last line break is no line
        int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
        if (count > 0 && firstLine > count) {
            throw new InvalidFileOperationException("%s has only %d lines.".formatted(path, count));
        }
        int wanted = lastLine == null ? count : Math.min(lastLine, count);
        if (wanted < firstLine && count > 0) {
            throw new InvalidFileOperationException(
                    "The last line must not be before the first one.");
        }
        var shown = new StringBuilder();
        int line = firstLine;
        while (line <= wanted && shown.length() + lines[line - 1].length() < LONGEST) {
            shown.append(lines[line - 1]).append('\n');
            line++;
        }
        if (line == firstLine && count > 0) {
            shown.append(lines[line - 1], 0, LONGEST).append("… (the line is longer)\n");
            line++;
        }
        return new Snippet(path, firstLine, line - 1, count, shown.toString(), line <= wanted);
    }
}
