package dev.agentworks.core.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import dev.agentworks.starter.text.EscapedText;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What changed between two versions of a document, line by line.
 *
 * @param patch in the unified format, with three lines around each change and signs for what a
 *     reader would not see; empty when nothing changed
 */
public record DocumentDiff(int from, int to, int additions, int deletions, String patch) {

    private static final int AROUND = 3;

    static DocumentDiff between(DocumentText before, DocumentText after) {
        var old = lines(before);
        var patch = DiffUtils.diff(old, lines(after));
        return new DocumentDiff(
                before.version(),
                after.version(),
                count(patch, delta -> delta.getTarget().size()),
                count(patch, delta -> delta.getSource().size()),
                String.join(
                        "\n",
                        UnifiedDiffUtils.generateUnifiedDiff(
                                "version " + before.version(),
                                "version " + after.version(),
                                old,
                                patch,
                                AROUND)));
    }

    // a carriage return ends no line: as a line of its own the text after it would look harmless
    private static List<String> lines(DocumentText text) {
        var lines = text.content().split("\n", -1);
        int last = lines.length - (lines[lines.length - 1].isEmpty() ? 1 : 0);
        return Arrays.stream(lines, 0, last).map(EscapedText::ofLine).toList();
    }

    private static int count(Patch<String> patch, ToIntFunction<AbstractDelta<String>> side) {
        return List.copyOf(patch.getDeltas()).stream().mapToInt(side).sum();
    }
}
