package dev.agentworks.local.launcher.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.local.launcher.StackFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefTests {

    @TempDir private Path folder = Path.of(".");

    @Test
    void theFirstHeadingIsTheTitle() throws Exception {
        var file = Files.writeString(folder.resolve("brief.md"), "\n# Brief: a bakery\n\nRolls.\n");

        assertThat(Brief.of(file))
                .isEqualTo(new Brief("a bakery", "\n# Brief: a bakery\n\nRolls.\n"));
    }

    @Test
    void anEmptyOrMissingBriefIsRefused() throws Exception {
        var empty = Files.writeString(folder.resolve("empty.md"), " \n");

        assertThatThrownBy(() -> Brief.of(empty))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> Brief.of(folder.resolve("none.md")))
                .isInstanceOf(StackFailure.class);
    }
}
