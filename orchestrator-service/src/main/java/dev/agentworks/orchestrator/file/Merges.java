package dev.agentworks.orchestrator.file;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.RecursiveMerger;
import org.eclipse.jgit.revwalk.RevWalk;

/** Three-way merges without a working directory. */
final class Merges {

    private Merges() {}

    /** What became of a merge. */
    sealed interface Merge {

        /** Nothing was in the way; the tree is that of the merged files. */
        record Clean(ObjectId tree) implements Merge {}

        /** By path, the hunks that both sides changed; empty where it is not about lines. */
        record Conflicting(TreeMap<String, String> hunks) implements Merge {

            List<String> paths() {
                return List.copyOf(hunks.keySet());
            }
        }
    }

    static Merge of(Repository repository, ObjectInserter inserter, ObjectId ours, ObjectId theirs)
            throws IOException {
        var merger = (RecursiveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
        merger.setObjectInserter(inserter);
        merger.setCommitNames(new String[] {"BASE", "card branch", "this run"});
        if (merger.merge(ours, theirs)) {
            return new Merge.Clean(merger.getResultTreeId());
        }
        var paths = new TreeSet<>(merger.getUnmergedPaths());
        if (merger.getFailingPaths() != null) {
            paths.addAll(merger.getFailingPaths().keySet());
        }
        var hunks = new TreeMap<String, String>();
        for (var path : paths) {
            var result = merger.getMergeResults().get(path);
            hunks.put(path, result == null ? "" : ConflictHunks.of(result));
        }
        return new Merge.Conflicting(hunks);
    }

    static boolean contains(ObjectInserter inserter, ObjectId commit, ObjectId ancestor)
            throws IOException {
        try (var reader = inserter.newReader();
                var revisions = new RevWalk(reader)) {
            return revisions.isMergedInto(
                    revisions.parseCommit(ancestor), revisions.parseCommit(commit));
        }
    }
}
