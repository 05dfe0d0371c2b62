package dev.agentworks.orchestrator.repository;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes trees without a working directory. */
public final class TreeWriter {

    private TreeWriter() {}

    /** The tree of a commit with some of its files changed; an empty content deletes. */
    public static ObjectId withChanges(
            ObjectInserter inserter, ObjectId commit, Map<String, Optional<byte[]>> changes)
            throws IOException {
        var index = DirCache.newInCore();
        try (var reader = inserter.newReader();
                var revisions = new RevWalk(reader)) {
            var builder = index.builder();
            builder.addTree(new byte[0], 0, reader, revisions.parseTree(commit));
            builder.finish();
        }
        var editor = index.editor();
        for (var change : changes.entrySet()) {
            var content = change.getValue();
            editor.add(
                    content.isEmpty()
                            ? new DirCacheEditor.DeletePath(change.getKey())
                            : new PutFile(
                                    change.getKey(),
                                    inserter.insert(Constants.OBJ_BLOB, content.get())));
        }
        editor.finish();
        return index.writeTree(inserter);
    }

    /** Writes a file; one that exists keeps its mode. */
    private static final class PutFile extends DirCacheEditor.PathEdit {

        private final ObjectId blob;

        PutFile(String path, ObjectId blob) {
            super(path);
            this.blob = blob;
        }

        @Override
        public void apply(DirCacheEntry entry) {
            if (entry.getRawMode() == 0 || !CommitFiles.isFile(entry.getFileMode())) {
                entry.setFileMode(FileMode.REGULAR_FILE);
            }
            entry.setObjectId(blob);
        }
    }
}
