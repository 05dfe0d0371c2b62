package dev.agentworks.orchestrator.workingcopy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Applied;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Conflicts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;

class ConcurrentRunsTests extends WorkingCopySituations {

    @Test
    void losesNoCommitWhenManyRunsOfOneProjectAreApprovedAtOnce() throws Exception {
        approved(wrote(run(), "shared.txt", "old\n"));
        var runs = new ArrayList<FileRun>();
        for (int i = 0; i < 8; i++) {
            // two runs a card, and two of all that change the same line
            var on = i < 2 ? card : UUID.nameUUIDFromBytes(new byte[] {(byte) (i / 2)});
            named(on, "APP-" + (1 + i / 2));
            var run = wrote(run(on), "own-" + i + ".txt", i + "\n");
            if (i == 3 || i == 6) {
                copies.of(run).write("shared", "shared.txt", "by " + i + "\n");
            }
            proposed(run);
            runs.add(run);
        }

        var outcomes =
                atOnce(
                        runs.stream()
                                .map(run -> (Callable<RunFiles.Application>) () -> approved(run))
                                .toList());

        assertThat(outcomes).filteredOn(Applied.class::isInstance).hasSize(7);
        assertThat(outcomes)
                .filteredOn(Conflicts.class::isInstance)
                .containsExactly(new Conflicts(List.of("shared.txt")));
        var files = onBranch("main");
        try (var repository = repositories.open(project);
                var walk = new RevWalk(repository)) {
            var main = walk.parseCommit(ref("main"));
            for (int i = 0; i < 8; i++) {
                var commit = walk.parseCommit(ObjectId.fromString(proposed(runs.get(i)).commit()));
                boolean applied = outcomes.get(i) instanceof Applied;
                assertThat(walk.isMergedInto(commit, main)).isEqualTo(applied);
                assertThat(files.containsKey("own-" + i + ".txt")).isEqualTo(applied);
            }
        }
        assertThat(files.get("shared.txt"))
                .isEqualTo(outcomes.get(3) instanceof Applied ? "by 3\n" : "by 6\n");
        checkEveryObject();
    }

    @Test
    void appliesARunOnceWhenItIsAskedForManyTimesAtOnce() throws Exception {
        var run = wrote(run(), "a.txt", "a\n");
        var digest = proposed(run).digest();
        Callable<RunFiles.Application> once = () -> files.apply(run, "ada", digest, HELD);

        var outcomes = atOnce(List.of(once, once, once, once));

        assertThat(outcomes).containsOnly(outcomes.getFirst()).allMatch(Applied.class::isInstance);
        try (var repository = repositories.open(project);
                var walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(ref("main")));
            // the first commit, the run's, and one merge
            assertThat(walk).hasSize(3);
        }
    }

    @Test
    void beginsAndProposesOnceWhenAWorkerThatWasThoughtLostReturns() throws Exception {
        var run = run();
        Callable<Boolean> write = () -> copies.of(run).write("step-1", "a.txt", "a\n");
        assertThat(atOnce(List.of(write, write, write, write))).containsOnly(true);
        Callable<RunFiles.Proposal> propose = () -> proposed(run);

        var proposals = atOnce(List.of(propose, propose, propose, propose));

        assertThat(proposals).containsOnly(proposals.getFirst());
        assertThat(repositories.refs(project))
                .containsEntry(
                        "refs/runs/" + run.runId(),
                        ObjectId.fromString(proposals.getFirst().commit()));
    }

    @Test
    void showsEachInstanceWhatTheOtherOneWrote() throws Exception {
        approved(wrote(run(), "a.txt", "a\n"));
        try (var one = repositories.open(project);
                var other = repositories.open(project)) {
            var before = one.resolve("main");
            approved(wrote(run(), "b.txt", "b\n"));

            one.scanForRepoChanges();
            assertThat(one.resolve("main")).isNotEqualTo(before);
            assertThat(one.resolve("main")).isEqualTo(other.resolve("main"));
            assertThat(other.resolve("HEAD:b.txt")).isNotNull();
            assertThat(one.resolve("HEAD:b.txt")).isEqualTo(other.resolve("HEAD:b.txt"));
        }
    }

    /** What git fsck does: every object that a reference leads to is there and well formed. */
    private void checkEveryObject() throws Exception {
        try (var repository = repositories.open(project);
                var walk = new ObjectWalk(repository);
                var reader = repository.newObjectReader()) {
            for (var ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
                walk.markStart(walk.parseCommit(ref.getObjectId()));
            }
            var checker = new ObjectChecker();
            int checked = 0;
            for (var commit = walk.next(); commit != null; commit = walk.next()) {
                checker.check(commit, commit.getType(), reader.open(commit).getCachedBytes());
                checked++;
            }
            for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
                checker.check(object, object.getType(), reader.open(object).getCachedBytes());
                checked++;
            }
            assertThat(checked).isGreaterThan(30);
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            var begun =
                    calls.stream()
                            .map(call ->
                                    threads.submit(() -> {
                                        start.await();
                                        return call.call();
                                    }))
                            .toList();
            for (var answer : begun) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
