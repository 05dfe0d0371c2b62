package dev.agentworks.orchestrator.repository;

import dev.agentworks.orchestrator.repository.MergePlan.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.springframework.stereotype.Component;

/** Plans how a commit becomes part of branches. It writes merge commits and moves no branch. */
@Component
public class MergePlanner {

    private final ProjectRepositories repositories;
    private final Clock clock;

    MergePlanner(ProjectRepositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    /** Merges the commit into the first branch, the result into the second, and so on. */
    public MergePlan plan(UUID project, ObjectId commit, List<Target> targets) throws IOException {
        var refs = repositories.refs(project);
        var moves = new ArrayList<RefMove>();
        var merged = commit;
        try (var repository = repositories.open(project);
                var inserter = repository.newObjectInserter()) {
            for (var target : targets) {
                var head = Objects.requireNonNull(refs.get(target.branch()));
                if (target.fastForward() && CommitGraph.isAncestor(inserter, head, merged)) {
                    moves.add(new RefMove(target.branch(), head, merged));
                    continue;
                }
                switch (TreeMerger.merge(repository, inserter, head, merged)) {
                    case TreeMerger.Result.Conflicting conflict -> {
                        return new MergePlan.Conflicting(conflict.paths());
                    }
                    case TreeMerger.Result.Clean(var tree) -> {
                        var colliding = collisions(inserter, head, tree);
                        if (!colliding.isEmpty()) {
                            return new MergePlan.Conflicting(colliding);
                        }
                        merged = commit(inserter, tree, head, merged, target.message());
                    }
                }
                moves.add(new RefMove(target.branch(), head, merged));
            }
            inserter.flush();
            return new MergePlan.Ready(
                    List.copyOf(moves), merged, CommitGraph.subject(inserter, commit));
        }
    }

    /** The conflicting hunks by path, of the first branch with which the commit conflicts. */
    public Map<String, String> conflicts(UUID project, ObjectId commit, List<String> branches)
            throws IOException {
        var refs = repositories.refs(project);
        try (var repository = repositories.open(project);
                var inserter = repository.newObjectInserter()) {
            for (var branch : branches) {
                var head = Objects.requireNonNull(refs.get(branch));
                switch (TreeMerger.merge(repository, inserter, head, commit)) {
                    case TreeMerger.Result.Conflicting(var hunks) -> {
                        return hunks;
                    }
                    case TreeMerger.Result.Clean(var tree) -> {
                        var colliding = collisions(inserter, head, tree);
                        if (!colliding.isEmpty()) {
                            // the names are in each other's way, not lines
                            return colliding.stream()
                                    .collect(Collectors.toMap(path -> path, _ -> ""));
                        }
                    }
                }
            }
            return Map.of();
        }
    }

    // two branches may each have a file that the other one's file system would take for its own
    private static List<String> collisions(ObjectInserter inserter, ObjectId head, ObjectId tree)
            throws IOException {
        try (var reader = inserter.newReader()) {
            var merged = SameNames.among(CommitFiles.of(reader, tree).blobs().keySet());
            if (merged.colliding().isEmpty()) {
                return List.of();
            }
            var before = SameNames.among(CommitFiles.of(reader, head).blobs().keySet());
            return merged.colliding().stream()
                    .filter(path -> !before.colliding().contains(path))
                    .toList();
        }
    }

    private ObjectId commit(
            ObjectInserter inserter, ObjectId tree, ObjectId head, ObjectId other, String message)
            throws IOException {
        var merge = new CommitBuilder();
        merge.setTreeId(tree);
        merge.setParentIds(head, other);
        merge.setAuthor(CommitSignatures.platform(clock.instant()));
        merge.setCommitter(CommitSignatures.platform(clock.instant()));
        merge.setEncoding(StandardCharsets.UTF_8);
        merge.setMessage(message);
        return inserter.insert(merge);
    }
}
