package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import dev.agentworks.orchestrator.file.git.RefMove;
import dev.agentworks.orchestrator.file.git.Signatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out how a proposal becomes part of its branches; nothing moves here. */
@Component
class Landings {

    private final ProjectRepositories repositories;
    private final Clock clock;

    Landings(ProjectRepositories repositories, Clock clock) {
        this.repositories = repositories;
        this.clock = clock;
    }

    /** What a proposal would come to. */
    sealed interface Landing {

        /** The references that are to move together, and the commit people are told of. */
        record Ready(List<RefMove> moves, ObjectId commit, String subject) implements Landing {}

        record Blocked(List<String> paths) implements Landing {}
    }

    Landing prepare(RunFilesRow row, @Nullable String approver) throws IOException {
        var refs = repositories.refs(row.projectId());
        var proposal = Objects.requireNonNull(row.commit());
        var card = Objects.requireNonNull(refs.get(row.cardBranch()));
        var moves = new ArrayList<RefMove>();
        moves.add(new RefMove(row.reference(), proposal, null));
        try (var repository = repositories.open(row.projectId());
                var inserter = repository.newObjectInserter()) {
            var merging = new Merging(repository, inserter, row, approver);
            var onCard = merging.into(row.cardBranch(), card, proposal, true);
            if (onCard instanceof Merged.Not(var paths)) {
                return new Landing.Blocked(paths);
            }
            var landed = ((Merged.As) onCard).commit();
            moves.add(new RefMove(row.cardBranch(), card, landed));
            if (approver != null) {
                var main = Objects.requireNonNull(refs.get(ProjectRepositories.DEFAULT_BRANCH));
                var onMain = merging.into(ProjectRepositories.DEFAULT_BRANCH, main, landed, false);
                if (onMain instanceof Merged.Not(var paths)) {
                    return new Landing.Blocked(paths);
                }
                landed = ((Merged.As) onMain).commit();
                moves.add(new RefMove(ProjectRepositories.DEFAULT_BRANCH, main, landed));
            }
            inserter.flush();
            return new Landing.Ready(List.copyOf(moves), landed, subject(inserter, proposal));
        }
    }

    private static String subject(ObjectInserter inserter, ObjectId commit) throws IOException {
        try (var reader = inserter.newReader();
                var revisions = new RevWalk(reader)) {
            return revisions.parseCommit(commit).getShortMessage();
        }
    }

    /** By path, where the proposal and its branches as they stand now do not fit together. */
    Merges.Merge outlook(RunFilesRow row) throws IOException {
        var refs = repositories.refs(row.projectId());
        var card = Objects.requireNonNull(refs.get(row.cardBranch()));
        var main = Objects.requireNonNull(refs.get(ProjectRepositories.DEFAULT_BRANCH));
        var proposal = Objects.requireNonNull(row.commit());
        try (var repository = repositories.open(row.projectId());
                var inserter = repository.newObjectInserter()) {
            var onCard = Merges.of(repository, inserter, card, proposal);
            return switch (onCard) {
                case Merges.Merge.Conflicting _ -> onCard;
                case Merges.Merge.Clean _ -> Merges.of(repository, inserter, main, proposal);
            };
        }
    }

    private sealed interface Merged {
        record As(ObjectId commit) implements Merged {}

        record Not(List<String> paths) implements Merged {}
    }

    private final class Merging {

        private final Repository repository;
        private final ObjectInserter inserter;
        private final RunFilesRow row;
        private final @Nullable String approver;

        Merging(
                Repository repository,
                ObjectInserter inserter,
                RunFilesRow row,
                @Nullable String approver) {
            this.repository = repository;
            this.inserter = inserter;
            this.row = row;
            this.approver = approver;
        }

        Merged into(String branch, ObjectId head, ObjectId commit, boolean forward)
                throws IOException {
            if (forward && Merges.contains(inserter, commit, head)) {
                return new Merged.As(commit);
            }
            return switch (Merges.of(repository, inserter, head, commit)) {
                case Merges.Merge.Conflicting conflict -> new Merged.Not(conflict.paths());
                case Merges.Merge.Clean(var tree) ->
                        new Merged.As(commit(branch, tree, head, commit));
            };
        }

        private ObjectId commit(String branch, ObjectId tree, ObjectId head, ObjectId other)
                throws IOException {
            var merge = new CommitBuilder();
            merge.setTreeId(tree);
            merge.setParentIds(head, other);
            merge.setAuthor(Signatures.platform(clock.instant()));
            merge.setCommitter(Signatures.platform(clock.instant()));
            merge.setEncoding(StandardCharsets.UTF_8);
            merge.setMessage(Messages.merge(row, Repository.shortenRefName(branch), approver));
            return inserter.insert(merge);
        }
    }
}
