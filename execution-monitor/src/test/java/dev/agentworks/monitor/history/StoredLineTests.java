package dev.agentworks.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoredLineTests {

    @Test
    void showsBySignsWhatALineHidesAlsoOneThatWasStoredBefore() {
        assertThat(line("\u001b[31mred\u001b]8;;javascript:x\u0007 exe.\u202egnp\r\n").message())
                .isEqualTo("␛[31mred␛]8;;javascript:x␇ exe.⟨U+202E⟩gnp␍␊");
        assertThat(line("Ünïcode 👩‍👩‍👧 \tas it is").message())
                .isEqualTo("Ünïcode 👩‍👩‍👧 \tas it is");
    }

    private static StoredLine line(String message) {
        return new StoredLine(
                0, Instant.EPOCH, LogLevel.INFO, LogSource.AGENT, "PRD", null, message, null);
    }
}
