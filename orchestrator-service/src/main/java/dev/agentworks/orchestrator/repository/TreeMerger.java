package dev.agentworks.orchestrator.repository;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.RecursiveMerger;

/** Three-way merges without a working directory. */
final class TreeMerger {

    private TreeMerger() {}

    /** What a merge comes to. */
    sealed interface Result {

        /** No conflict; the tree is that of the merged files. */
        record Clean(ObjectId tree) implements Result {}

        /** The hunks that both sides changed, by path; empty where the conflict is not in lines. */
        record Conflicting(TreeMap<String, String> hunks) implements Result {

            List<String> paths() {
                return List.copyOf(hunks.keySet());
            }
        }
    }

    static Result merge(
            Repository repository, ObjectInserter inserter, ObjectId ours, ObjectId theirs)
            throws IOException {
        var merger = (RecursiveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
        merger.setObjectInserter(inserter);
        merger.setCommitNames(new String[] {"BASE", "card branch", "this run"});
        if (merger.merge(ours, theirs)) {
            return new Result.Clean(merger.getResultTreeId());
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
        return new Result.Conflicting(hunks);
    }
}
