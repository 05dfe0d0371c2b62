package dev.agentworks.orchestrator.workingcopy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Applied;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Changed;
import dev.agentworks.orchestrator.workingcopy.RunFiles.Application.Conflicts;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class RunFilesTests extends WorkingCopySituations {

    @Autowired TransactionTemplate transaction;

    @Test
    void makesOneCommitOfARunsChangesAndMergesItWhenSomebodyApproves() throws IOException {
        var run = wrote(run(), "src/app.ts", "let a = 1;\n", "README.md", "# App\n");

        var proposal = proposed(run);
        assertThat(proposal.files()).isEqualTo(2);
        assertThat(onBranch("main")).isEmpty();
        assertThat(onBranch("card/APP-1")).isEmpty();

        var applied = (Applied) files.apply(run, "ada@example.org", proposal.digest(), HELD);
        assertThat(onBranch("main"))
                .isEqualTo(Map.of("src/app.ts", "let a = 1;\n", "README.md", "# App\n"));
        assertThat(onBranch("card/APP-1")).isEqualTo(onBranch("main"));
        assertThat(ref("main").name()).isEqualTo(applied.commit());
        try (var repository = repositories.open(project);
                var walk = new RevWalk(repository)) {
            var merge = walk.parseCommit(ref("main"));
            assertThat(merge.getFullMessage())
                    .contains("Run: " + run.runId())
                    .contains("Card: APP-1")
                    .contains("Approved-by: ada@example.org");
            var commit = walk.parseCommit(ObjectId.fromString(proposal.commit()));
            assertThat(commit.getAuthorIdent().getName()).isEqualTo("Backend Developer");
            assertThat(commit.getAuthorIdent().getEmailAddress())
                    .isEqualTo("dev-backend@agents.agentworks.dev");
            assertThat(commit.getFullMessage())
                    .startsWith("Add what was asked for\n\nRun: " + run.runId());
        }
    }

    @Test
    void movesNothingForAWorkerThatLostTheRunWhileItMerged() {
        var run = wrote(run(), "a.txt", "a\n");
        var digest = proposed(run).digest();

        assertThatThrownBy(() ->
                        files.apply(
                                run,
                                "ada",
                                digest,
                                () -> {
                                    throw new IllegalStateException("lost");
                                }))
                .hasMessage("lost");
        assertThat(onBranch("main")).isEmpty();
        assertThat(onBranch("card/APP-1")).isEmpty();
        assertThat(files.apply(run, "ada", digest, HELD)).isInstanceOf(Applied.class);
    }

    @Test
    void answersTheSameWhenItIsAskedAgain() {
        var run = wrote(run(), "a.txt", "a\n");

        var first = proposed(run);
        assertThat(proposed(run)).isEqualTo(first);
        var applied = files.apply(run, "ada", first.digest(), HELD);
        var main = ref("main");
        assertThat(files.apply(run, "ada", first.digest(), HELD)).isEqualTo(applied);
        assertThat(ref("main")).isEqualTo(main);
        assertThat(proposed(run)).isEqualTo(first);
        files.discard(run);
        assertThat(onBranch("main")).containsOnlyKeys("a.txt");
    }

    @Test
    void stagesAStepOnceAndRefusesToStageAfterTheProposal() {
        var run = run();
        assertThat(copies.of(run).write("step-1", "a.txt", "first\n")).isTrue();
        copies.of(run).write("step-2", "a.txt", "second\n");
        copies.of(run).write("step-1", "a.txt", "first\n");
        assertThat(copies.of(run).read("a.txt", 1, null).text()).isEqualTo("second\n");

        proposed(run);
        assertThatThrownBy(() -> copies.of(run).write("step-3", "b.txt", "b"))
                .isInstanceOf(InvalidFileOperationException.class)
                .hasMessageContaining("handed its files in");
    }

    @Test
    void proposesNothingWhenNothingChanged() {
        assertThat(files.propose(run(), "X", "")).isEmpty();

        var looking = run();
        copies.of(looking).list("");
        assertThat(files.propose(looking, "X", "")).isEmpty();

        var undone = wrote(run(), "a.txt", "a");
        copies.of(undone).delete("undo", "a.txt");
        assertThat(files.propose(undone, "X", "")).isEmpty();
        assertThatThrownBy(() -> files.apply(undone, "ada", "x", HELD))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnApprovalOfSomethingElse() {
        var run = wrote(run(), "a.txt", "a\n");
        var proposal = proposed(run);

        assertThat(files.apply(run, "ada", "0".repeat(64), HELD))
                .isEqualTo(new Changed(proposal.digest()));
        assertThat(onBranch("main")).isEmpty();
    }

    @Test
    void mergesRunsThatWorkedSideBySideInTheOrderOfTheirApproval() {
        approved(wrote(run(), "shared.txt", "1\n2\n3\n4\n5\n6\n7\n"));
        var one = wrote(run(), "back.txt", "b\n", "shared.txt", "one\n2\n3\n4\n5\n6\n7\n");
        var two = wrote(run(), "front.txt", "f\n", "shared.txt", "1\n2\n3\n4\n5\n6\nseven\n");

        assertThat(approved(two)).isInstanceOf(Applied.class);
        assertThat(approved(one)).isInstanceOf(Applied.class);

        assertThat(onBranch("main"))
                .containsEntry("shared.txt", "one\n2\n3\n4\n5\n6\nseven\n")
                .containsKeys("back.txt", "front.txt");
        assertThat(onBranch("card/APP-1")).isEqualTo(onBranch("main"));
    }

    @Test
    void namesConflictsAndAppliesNothingThen() {
        approved(wrote(run(), "app.txt", "old\n"));
        var one = wrote(run(), "app.txt", "one\n");
        var two = wrote(run(), "app.txt", "two\n", "fine.txt", "fine\n");

        assertThat(approved(one)).isInstanceOf(Applied.class);
        assertThat(approved(two)).isEqualTo(new Conflicts(java.util.List.of("app.txt")));

        assertThat(onBranch("main")).isEqualTo(Map.of("app.txt", "one\n"));
        assertThat(onBranch("card/APP-1")).isEqualTo(Map.of("app.txt", "one\n"));
    }

    @Test
    void movesNoBranchWhenTheDefaultBranchConflictsThoughTheCardsDoesNot() {
        var other = UUID.randomUUID();
        named(other, "APP-2");
        var mine = wrote(run(), "app.txt", "mine\n");
        approved(wrote(run(other), "app.txt", "theirs\n"));
        var card = ref("card/APP-1");

        assertThat(approved(mine)).isEqualTo(new Conflicts(java.util.List.of("app.txt")));

        assertThat(ref("card/APP-1")).isEqualTo(card);
        assertThat(onBranch("main")).isEqualTo(Map.of("app.txt", "theirs\n"));
    }

    @Test
    void mergesIntoTheCardsBranchOnlyWhenNobodyApproves() {
        var run = wrote(run(), "a.txt", "a\n");

        files.apply(run, null, proposed(run).digest(), HELD);

        assertThat(onBranch("card/APP-1")).containsOnlyKeys("a.txt");
        assertThat(onBranch("main")).isEmpty();
    }

    @Test
    void beginsACardsNextRunWithWhatOthersHaveMerged() {
        approved(wrote(run(), "a.txt", "a\n"));
        var other = UUID.randomUUID();
        named(other, "APP-2");
        approved(wrote(run(other), "b.txt", "b\n"));

        assertThat(copies.of(run()).list("").files())
                .extracting(WorkingCopy.Entry::path)
                .containsExactly("a.txt", "b.txt");
    }

    @Test
    void forgetsWhatWasDiscarded() {
        var run = wrote(run(), "a.txt", "a\n");
        var digest = proposed(run).digest();
        files.discard(run);
        files.discard(run);

        assertThat(files.propose(run, "X", "")).isEmpty();
        assertThatThrownBy(() -> files.apply(run, "ada", digest, HELD))
                .isInstanceOf(IllegalStateException.class);
        assertThat(repositories.refs(project)).doesNotContainKey("refs/runs/" + run.runId());
    }

    @Test
    void importsARejectedRunsChangesIntoTheRunThatRepeatsItsWork() {
        approved(wrote(run(), "keep.txt", "k\n", "taken.txt", "t\n"));
        var rejected = wrote(run(), "new.txt", "draft\n", "taken.txt", "mine\n");
        copies.of(rejected).delete("d", "keep.txt");
        proposed(rejected);
        files.discard(rejected);
        approved(wrote(run(), "taken.txt", "theirs\n"));

        var again = run();
        assertThat(files.importChanges(again, rejected.runId())).containsExactly("taken.txt");
        assertThat(files.importChanges(again, rejected.runId())).containsExactly("taken.txt");
        wrote(again, "new.txt", "better\n");
        assertThat(approved(again)).isInstanceOf(Applied.class);

        assertThat(onBranch("main"))
                .isEqualTo(Map.of("new.txt", "better\n", "taken.txt", "theirs\n"));
    }

    @Test
    void undoesNothingHalfWhenTheCallersTransactionFails() {
        var run = wrote(run(), "a.txt", "a\n");
        var digest = proposed(run).digest();

        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            files.apply(run, "ada", digest, HELD);
                            throw new IllegalArgumentException("the approval failed");
                        }))
                .hasMessage("the approval failed");

        assertThat(onBranch("main")).isEmpty();
        assertThat(files.apply(run, "ada", digest, HELD)).isInstanceOf(Applied.class);
        assertThat(onBranch("main")).containsOnlyKeys("a.txt");
    }
}
