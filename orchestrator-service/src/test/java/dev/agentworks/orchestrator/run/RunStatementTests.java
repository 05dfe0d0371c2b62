package dev.agentworks.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where the statements on the rows of runs stand. */
class RunStatementTests {

    private static final Path MAIN = Path.of("src/main/java/dev/agentworks/orchestrator");

    private static final Pattern WRITES_RUN =
            Pattern.compile("(?i)\\b(insert into|update|delete from)\\s+run\\b(?!_)");

    private static final Pattern LISTS_ENDED_STATES =
            Pattern.compile("'COMPLETED',\\s*'FAILED',\\s*'CANCELLED'");

    @Test
    void everyWriteOfARunStandsInItsStore() throws IOException {
        assertThat(filesWith(WRITES_RUN))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).startsWith("run/store/"));
    }

    @Test
    void noStatementListsTheEndedStates() throws IOException {
        assertThat(filesWith(LISTS_ENDED_STATES)).isEmpty();
    }

    private static List<String> filesWith(Pattern pattern) throws IOException {
        try (var files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> MAIN.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
