package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.FileText;
import dev.agentworks.orchestrator.repository.TreeDiff;
import dev.agentworks.orchestrator.workingcopy.FileChanges.FileChange;
import dev.agentworks.orchestrator.workingcopy.FileChanges.Kind;
import dev.agentworks.starter.text.EscapedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffAlgorithm.SupportedAlgorithm;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Writes changes as unified patches, up to the size of one answer. They are for people: whatever a
 * reader would not see is shown by a sign, and names stand as they are.
 */
final class PatchWriter implements AutoCloseable {

    private static final int LARGEST = 2 * Staging.LARGEST_FILE;
    private static final int LONGEST = 100_000;
    private static final int LONGEST_TOGETHER = 1_000_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final DiffFormatter formatter = new DiffFormatter(written);
    private final DiffAlgorithm algorithm =
            DiffAlgorithm.getAlgorithm(SupportedAlgorithm.HISTOGRAM);
    private final ObjectReader reader;
    private final boolean wanted;
    private int left = LONGEST_TOGETHER;

    /**
     * @param wanted whether patches are shown, or only how many lines they have
     */
    PatchWriter(ObjectReader reader, boolean wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    FileChange of(DiffEntry entry) throws IOException {
        var path = TreeDiff.path(entry);
        var marks = FileMark.of(path);
        var before = before(entry);
        var after = after(entry);
        if (before.isEmpty() || after.isEmpty()) {
            return new FileChange(
                    path, kind(entry), 0, 0, true, List.copyOf(marks), null, null, null);
        }
        var old = new RawText(before.get());
        var now = new RawText(after.get());
        var edits = algorithm.diff(RawTextComparator.DEFAULT, old, now);
        if (EscapedText.hides(path) || hides(FileText.of(after.get()))) {
            marks.add(FileMark.HIDDEN_CHARACTERS);
        }
        int additions = edits.stream().mapToInt(edit -> edit.getLengthB()).sum();
        int deletions = edits.stream().mapToInt(edit -> edit.getLengthA()).sum();
        var marked = List.copyOf(marks);
        if (!wanted) {
            return new FileChange(
                    path, kind(entry), additions, deletions, false, marked, null, null, null);
        }
        var patch = patch(entry, edits, old, now);
        var shown = shortened(patch);
        boolean truncated = shown.length() < patch.length();
        return new FileChange(
                path, kind(entry), additions, deletions, false, marked, shown, truncated, null);
    }

    // neither the line ends nor the byte order mark that Windows writes deceive anybody
    private static boolean hides(String text) {
        var plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return EscapedText.hides(plain.replace("\r\n", "\n"));
    }

    private Optional<byte[]> before(DiffEntry entry) throws IOException {
        return entry.getChangeType() == DiffEntry.ChangeType.ADD
                ? Optional.of(new byte[0])
                : text(entry.getOldId().toObjectId());
    }

    private Optional<byte[]> after(DiffEntry entry) throws IOException {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE
                ? Optional.of(new byte[0])
                : text(entry.getNewId().toObjectId());
    }

    // nothing when it is binary, or too large to be compared
    private Optional<byte[]> text(ObjectId blob) throws IOException {
        return CommitFiles.content(reader, blob, LARGEST)
                .filter(content -> !FileText.isBinary(content));
    }

    private String patch(DiffEntry entry, EditList edits, RawText old, RawText now)
            throws IOException {
        written.reset();
        formatter.format(edits, old, now);
        formatter.flush();
        return EscapedText.ofCode(header(entry) + written.toString(StandardCharsets.UTF_8));
    }

    private static String header(DiffEntry entry) {
        var path = TreeDiff.path(entry);
        var ids = entry.getOldId().name() + ".." + entry.getNewId().name();
        return "diff --git a/%s b/%s\n".formatted(path, path)
                + switch (entry.getChangeType()) {
                    case ADD, COPY ->
                            "new file mode %s\nindex %s\n--- /dev/null\n+++ b/%s\n"
                                    .formatted(entry.getNewMode(), ids, path);
                    case MODIFY, RENAME ->
                            "index %s %s\n--- a/%s\n+++ b/%s\n"
                                    .formatted(ids, entry.getNewMode(), path, path);
                    case DELETE ->
                            "deleted file mode %s\nindex %s\n--- a/%s\n+++ /dev/null\n"
                                    .formatted(entry.getOldMode(), ids, path);
                };
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
