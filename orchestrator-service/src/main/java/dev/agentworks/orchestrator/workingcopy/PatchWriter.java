package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.TreeDiff;
import dev.agentworks.orchestrator.workingcopy.FileChanges.FileChange;
import dev.agentworks.orchestrator.workingcopy.FileChanges.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.patch.FileHeader;

/** Writes changes as unified patches, up to the size of one answer. */
final class PatchWriter implements AutoCloseable {

    private static final int LONGEST = 100_000;
    private static final int LONGEST_TOGETHER = 1_000_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DiffFormatter formatter = new DiffFormatter(written);
    private final boolean wanted;
    private int left = LONGEST_TOGETHER;

    /**
     * @param wanted whether patches are shown, or only how many lines they have
     */
    PatchWriter(ObjectReader reader, boolean wanted) {
        this.wanted = wanted;
        formatter.setReader(reader, new Config());
        formatter.setBinaryFileThreshold(2 * Staging.LARGEST_FILE);
    }

    FileChange of(DiffEntry entry) throws IOException {
        var header = formatter.toFileHeader(entry);
        boolean binary = header.getPatchType() != FileHeader.PatchType.UNIFIED;
        int additions = 0;
        int deletions = 0;
        if (!binary) {
            for (var edit : header.toEditList()) {
                additions += edit.getLengthB();
                deletions += edit.getLengthA();
            }
        }
        var path = TreeDiff.path(entry);
        if (!wanted || binary) {
            return new FileChange(
                    path, kind(entry), additions, deletions, binary, null, null, null);
        }
        var patch = patch(entry);
        var shown = shortened(patch);
        boolean truncated = shown.length() < patch.length();
        return new FileChange(
                path, kind(entry), additions, deletions, false, shown, truncated, null);
    }

    private String patch(DiffEntry entry) throws IOException {
        written.reset();
        formatter.format(entry);
        formatter.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    private String shortened(String patch) {
        int room = Math.min(LONGEST, left);
        if (patch.length() <= room) {
            left -= patch.length();
            return patch;
        }
        var cut = patch.substring(0, patch.lastIndexOf('\n', room) + 1);
        left -= cut.length();
        return cut;
    }

    private static Kind kind(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD, COPY -> Kind.ADDED;
            case MODIFY, RENAME -> Kind.MODIFIED;
            case DELETE -> Kind.DELETED;
        };
    }

    @Override
    public void close() {
        formatter.close();
    }
}
