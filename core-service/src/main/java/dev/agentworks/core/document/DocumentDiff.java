package dev.agentworks.core.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What changed between two versions of a document, line by line.
 *
 * @param patch in the unified format, with three lines around each change; empty when nothing did
 */
public record DocumentDiff(int from, int to, int additions, int deletions, String patch) {

    private static final int AROUND = 3;

    static DocumentDiff between(DocumentText before, DocumentText after) {
        var old = before.content().lines().toList();
        var patch = DiffUtils.diff(old, after.content().lines().toList());
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

    private static int count(Patch<String> patch, ToIntFunction<AbstractDelta<String>> side) {
        return List.copyOf(patch.getDeltas()).stream().mapToInt(side).sum();
    }
}
