package dev.agentworks.orchestrator.repository;

import dev.agentworks.starter.digest.Sha256;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Which files differ between two trees. A moved file is one deleted and one added. */
public record TreeDiff(List<DiffEntry> entries) {

    public static TreeDiff between(ObjectReader reader, ObjectId commit, ObjectId tree)
            throws IOException {
        try (var revisions = new RevWalk(reader);
                var walk = new TreeWalk(reader)) {
            walk.addTree(revisions.parseTree(commit));
            walk.addTree(revisions.parseTree(tree));
            walk.setRecursive(true);
            return new TreeDiff(List.copyOf(DiffEntry.scan(walk)));
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int count() {
        return entries.size();
    }

    /** The same for two changes exactly when they give the same files the same content. */
    public String digest() {
        var text = new StringBuilder();
        for (var entry : entries) {
            text.append(path(entry))
                    .append('\0')
                    .append(entry.getOldId().name())
                    .append('\0')
                    .append(entry.getNewId().name())
                    .append('\0')
                    .append(entry.getNewMode())
                    .append('\n');
        }
        return Sha256.hex(text.toString());
    }

    public static String path(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE
                ? entry.getOldPath()
                : entry.getNewPath();
    }
}
