package dev.agentworks.orchestrator.file;

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

/** The regular files of one commit. Links and modules of other repositories are not followed. */
record CommitFiles(SortedMap<String, ObjectId> blobs) {

    static CommitFiles of(ObjectReader reader, ObjectId commit) throws IOException {
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

    ObjectId blob(String path) {
        return Objects.requireNonNull(blobs.get(path), path);
    }

    static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    static long size(ObjectReader reader, ObjectId blob) throws IOException {
        return reader.getObjectSize(blob, Constants.OBJ_BLOB);
    }

    /** The content, or nothing when it is larger than the limit. */
    static Optional<byte[]> content(ObjectReader reader, ObjectId blob, int limit)
            throws IOException {
        var object = reader.open(blob, Constants.OBJ_BLOB);
        return object.getSize() > limit
                ? Optional.empty()
                : Optional.of(object.getCachedBytes(limit));
    }
}
