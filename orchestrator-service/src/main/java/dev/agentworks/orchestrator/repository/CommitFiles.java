package dev.agentworks.orchestrator.repository;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The regular files of one commit. Symbolic links and submodules are left out. */
public record CommitFiles(SortedMap<String, ObjectId> blobs) {

    public static CommitFiles of(ObjectReader reader, ObjectId commit) throws IOException {
        var blobs = new TreeMap<String, ObjectId>();
        try (var revisions = new RevWalk(reader);
                var walk = new TreeWalk(reader)) {
            walk.addTree(revisions.parseTree(commit));
            walk.setRecursive(true);
            while (walk.next()) {
                if (isFile(walk.getFileMode(0))) {
                    blobs.put(walk.getPathString(), walk.getObjectId(0));
                }
            }
        }
        return new CommitFiles(blobs);
    }

    public ObjectId blob(String path) {
        return Objects.requireNonNull(blobs.get(path), path);
    }

    static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    public static long size(ObjectReader reader, ObjectId blob) throws IOException {
        return reader.getObjectSize(blob, Constants.OBJ_BLOB);
    }

    /** The content; empty when it is larger than the limit. */
    public static Optional<byte[]> content(ObjectReader reader, ObjectId blob, int limit)
            throws IOException {
        var object = reader.open(blob, Constants.OBJ_BLOB);
        return object.getSize() > limit
                ? Optional.empty()
                : Optional.of(object.getCachedBytes(limit));
    }
}
