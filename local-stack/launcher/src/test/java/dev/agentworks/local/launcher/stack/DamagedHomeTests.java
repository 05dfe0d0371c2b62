package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.local.launcher.StackFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a power loss or a kill in the middle of a start leaves behind. */
class DamagedHomeTests {

    private static final String HALF_A_FILE = "{\"phase\":\"READY\",\"mess";

    @TempDir private Path folder = Path.of(".");
    private StackHome home = new StackHome(folder);

    @BeforeEach
    void prepare() {
        home = new StackHome(folder.resolve("stack"));
        home.prepare();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", HALF_A_FILE, "\u0000\u0000\u0000\u0000"})
    void aDamagedStateIsReadAsNone(String content) throws Exception {
        Files.writeString(home.state(), content);

        assertThat(StackState.of(home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"databaseAdmin", "\u0000\u0000"})
    void secretsThatWereNeverUsedAreDrawnAgain(String content) throws Exception {
        Files.writeString(home.secrets(), content);

        var drawn = Secrets.of(home);

        assertThat(drawn.databaseAdministrator()).isNotEmpty();
        assertThat(Secrets.of(home)).isEqualTo(drawn);
    }

    @Test
    void secretsThatADatabaseWasMadeWithAreNotReplaced() throws Exception {
        Files.createDirectories(home.data("postgresql"));
        Files.writeString(home.secrets(), "");

        assertThatThrownBy(() -> Secrets.of(home))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("secrets.json is damaged")
                .hasMessageContaining("--fresh");
        assertThat(home.secrets()).isEmptyFile();
    }

    @Test
    void aStackOfBeforeGetsWhatItLacksAndKeepsTheRest() throws Exception {
        var drawn = Secrets.of(home);
        var older =
                Files.readString(home.secrets())
                        .replace(",\"redisPassword\":\"%s\"".formatted(drawn.redisPassword()), "");
        Files.writeString(home.secrets(), older);

        var completed = Secrets.of(home);

        assertThat(completed.redis()).isNotEmpty().isNotEqualTo(drawn.redis());
        assertThat(completed.masterKey()).isEqualTo(drawn.masterKey());
        assertThat(Secrets.of(home)).isEqualTo(completed);
    }

    @Test
    void whatAFirstStartLeftHalfDoneIsRemovedAndTheRestStays() throws Exception {
        Files.writeString(home.folder().resolve("initdb123.txt"), "a password");
        Files.writeString(home.folder().resolve("stack.json.new"), "{");
        Files.createDirectories(home.data("postgresql4711").resolve("base"));
        Files.createDirectories(home.data("postgresql").resolve("base"));
        Files.createDirectories(home.programs().resolve("postgresql815"));
        Files.createDirectories(home.programs().resolve("postgresql"));
        Files.writeString(home.programs().resolve("redis99.new"), "");
        Files.writeString(home.programs().resolve("redis-server"), "");

        home.removeDrafts();

        assertThat(home.folder().resolve("data"))
                .isDirectoryContaining(it -> it.endsWith("postgresql"));
        try (var left = Files.walk(home.folder())) {
            assertThat(left.map(it -> home.folder().relativize(it).toString()))
                    .containsExactlyInAnyOrder(
                            "",
                            "logs",
                            "data",
                            "data/postgresql",
                            "data/postgresql/base",
                            "programs",
                            "programs/postgresql",
                            "programs/redis-server");
        }
    }

    @Test
    void nobodyElseOnTheMachineReadsTheFolder() throws Exception {
        assertThat(Files.getPosixFilePermissions(home.folder()).toString())
                .doesNotContain("GROUP")
                .doesNotContain("OTHERS");
    }

    @Test
    void aFolderWithSomethingElseIsNotErased() throws Exception {
        var precious = Files.writeString(folder.resolve("thesis.txt"), "three years of work");

        assertThatThrownBy(() -> new StackHome(folder).erase())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("something else than a stack");
        assertThat(precious).hasContent("three years of work");
    }

    @Test
    void aProgramThatNoListNamesIsFoundByItsFolderAndEnded() throws Exception {
        var program = new ProcessBuilder("sleep", "300").start();
        var lost =
                new ProcessBuilder("sh", "-c", "sleep 300; :", StackProcesses.mark(home)).start();
        try {
            assertThat(StackProcesses.endAll(home)).isTrue();

            assertThat(lost.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(program.isAlive()).isTrue();
            assertThat(StackProcesses.endAll(home)).isFalse();
        } finally {
            program.destroyForcibly();
            lost.descendants().forEach(ProcessHandle::destroyForcibly);
            lost.destroyForcibly();
        }
    }

    @Test
    void aLauncherIsFoundByItsFolderAndEndedFirst() throws Exception {
        var launcher =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "sleep 300; :",
                                "-cp",
                                "/a/library.jar:".repeat(1_000),
                                StackProcesses.launcherMark(home))
                        .start();
        try {
            assertThat(StackProcesses.endAll(home)).isFalse();
            assertThat(StackProcesses.endLauncher(home, Duration.ofSeconds(10))).isTrue();
            assertThat(launcher.isAlive()).isFalse();
        } finally {
            launcher.destroyForcibly();
        }
    }
}
