package dev.agentworks.orchestrator.repository.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PackCompactionTests extends WorkingCopySituations {

    @Autowired PackCompaction compaction;
    @Autowired StoredProjectRepositories stored;

    @Test
    void makesOnePackOfManyAndKeepsWhatOthersStillRead() throws Exception {
        for (int i = 0; i < 6; i++) {
            approved(wrote(run(), "file-" + i + ".txt", i + "\n".repeat(i)));
        }
        var discarded = wrote(run(), "rejected.txt", "r\n");
        var rejected = proposed(discarded);
        files.discard(discarded);
        var before = onBranch("main");
        assertThat(packs()).isGreaterThan(10);

        try (var reader = stored.open(project)) {
            reader.getObjectDatabase().getPacks();
            compaction.compact(project);
            assertThat(packs()).isEqualTo(1);
            assertThat(reader.resolve("main:file-5.txt")).isNotNull();
        }

        assertThat(onBranch("main")).isEqualTo(before);
        try (var repository = repositories.open(project)) {
            assertThat(repository.resolve(rejected.commit() + "^{tree}")).isNotNull();
        }
        compaction.removeReplaced(Duration.ZERO);
        assertThat(replaced()).isZero();
        assertThat(onBranch("main")).isEqualTo(before);
        approved(wrote(run(), "after.txt", "a\n"));
        assertThat(onBranch("main")).hasSize(7);
    }

    @Test
    void losesNothingWhenTwoInstancesCompactWhileRunsAreMerged() throws Exception {
        for (int i = 0; i < 4; i++) {
            approved(wrote(run(), "file-" + i + ".txt", i + "\n"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                threads.submit(() -> compaction.compact(project));
            }
            for (int i = 4; i < 8; i++) {
                approved(wrote(run(), "file-" + i + ".txt", i + "\n"));
            }
        }
        compaction.compact(project);
        compaction.removeReplaced(Duration.ZERO);

        assertThat(onBranch("main")).hasSize(8);
        assertThat(packs()).isEqualTo(1);
    }

    private int packs() {
        return count("replaced_at is null");
    }

    private int replaced() {
        return count("replaced_at is not null");
    }

    private int count(String condition) {
        return jdbc.sql(
                        "select count(*) from git_pack where project_id = :project and "
                                + condition)
                .param("project", project)
                .query(Integer.class)
                .single();
    }
}
