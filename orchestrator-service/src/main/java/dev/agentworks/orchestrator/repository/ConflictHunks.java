package dev.agentworks.orchestrator.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/** Shows where two sides changed the same lines, with a few lines around. */
final class ConflictHunks {

    private static final int AROUND = 3;
    private static final int LONGEST = 32_000;

    private ConflictHunks() {}

    static String of(MergeResult<? extends Sequence> result) throws IOException {
        if (!result.getSequences().stream().allMatch(RawText.class::isInstance)) {
            return "";
        }
        @SuppressWarnings("unchecked")
        var texts = (MergeResult<RawText>) result;
        var whole = new ByteArrayOutputStream();
        new MergeFormatter()
                .formatMerge(
                        whole,
                        texts,
                        List.of("BASE", "card branch", "this run"),
                        StandardCharsets.UTF_8);
        return cut(whole.toString(StandardCharsets.UTF_8).split("\n", -1));
    }

    private static String cut(String[] lines) {
        var shown = new StringBuilder();
        int last = -1;
        for (int start = 0; start < lines.length; start++) {
            if (!lines[start].startsWith("<<<<<<< ")) {
                continue;
            }
            int end = start;
            while (end < lines.length - 1 && !lines[end].startsWith(">>>>>>> ")) {
                end++;
            }
            int from = Math.max(last + 1, start - AROUND);
            last = Math.min(lines.length - 1, end + AROUND);
            for (int line = from; line <= last && shown.length() < LONGEST; line++) {
                shown.append(lines[line]).append('\n');
            }
            start = end;
        }
        return shown.toString();
    }
}
