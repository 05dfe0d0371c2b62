package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.repository.SameNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectReader;

/** The files of a commit with staged changes on top; usable while the reader is open. */
record FileView(ObjectReader reader, CommitFiles base, Map<String, Optional<byte[]>> staged) {

    boolean isStaged(String path) {
        return staged.containsKey(path);
    }

    boolean isInBase(String path) {
        return base.blobs().containsKey(path);
    }

    /** All paths below a folder, in order. */
    List<String> below(String folder) {
        var paths = new TreeSet<>(base.blobs().keySet());
        staged.forEach((path, content) -> {
            if (content.isPresent()) {
                paths.add(path);
            } else {
                paths.remove(path);
            }
        });
        return folder.isEmpty()
                ? List.copyOf(paths)
                : List.copyOf(paths.subSet(folder + "/", folder + "0"));
    }

    boolean has(String path) {
        var change = staged.get(path);
        return change == null ? isInBase(path) : change.isPresent();
    }

    void require(String path) {
        if (!has(path)) {
            throw new InvalidFileOperationException(
                    below(path).isEmpty()
                            ? "There is no file %s.".formatted(path)
                            : "%s is a folder.".formatted(path));
        }
    }

    /** A name is a file or a folder, never both. */
    void requirePlaceFor(String path) {
        if (!below(path).isEmpty()) {
            throw new InvalidFileOperationException(
                    "%s is a folder, no file can have its name.".formatted(path));
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var folder = path.substring(0, slash);
            if (has(folder)) {
                throw new InvalidFileOperationException(
                        "%s is a file, nothing can lie below it.".formatted(folder));
            }
        }
        if (!has(path)) {
            requireNameOfItsOwn(path);
        }
    }

    private void requireNameOfItsOwn(String path) {
        var same = SameNames.among(below("")).sameAs(path);
        if (same.isPresent()) {
            throw new InvalidFileOperationException(
                    ("%s cannot be written beside %s: the names differ only by upper and lower case"
                                    + " or by how Unicode spells a letter, and many file systems"
                                    + " take them for one. Write to %s, or choose another name.")
                            .formatted(path, same.get(), same.get()));
        }
    }

    long size(String path) throws IOException {
        var change = staged.get(path);
        if (change != null) {
            return change.map(content -> content.length).orElse(0);
        }
        return CommitFiles.size(reader, base.blob(path));
    }

    /** The content, or nothing when it is larger than the limit. */
    Optional<byte[]> content(String path, int limit) throws IOException {
        var change = staged.get(path);
        return change != null
                ? change.filter(content -> content.length <= limit)
                : CommitFiles.content(reader, base.blob(path), limit);
    }
}
