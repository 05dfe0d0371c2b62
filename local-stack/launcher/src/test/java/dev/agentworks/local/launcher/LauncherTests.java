package dev.agentworks.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class LauncherTests {

    @Test
    void whatAPersonCanMendIsOneSentence() {
        assertThat(Launcher.sentence(new StackFailure("port 8080 is taken")))
                .contains("port 8080 is taken");
        assertThat(
                        Launcher.sentence(
                                new UncheckedIOException(
                                        new IOException("No space left on device"))))
                .hasValueSatisfying(it -> assertThat(it).contains("No space left on device"));
        assertThat(Launcher.sentence(new AccessDeniedException("/data/logs")))
                .hasValueSatisfying(it -> assertThat(it).contains("/data/logs"));
    }

    @Test
    void aMistakeOfOursKeepsItsTrace() {
        assertThat(Launcher.sentence(new IllegalStateException("cannot be"))).isEmpty();
    }

    @Test
    void aFullDiskIsSaidInOneSentence() {
        Assertions.assertThatThrownBy(() ->
                        StackFailure.ifDiskIsFull(
                                "creating directory ... ok\ninitdb: error: could not write: No space left on device\n",
                                Path.of("/data")))
                .isInstanceOf(StackFailure.class)
                .hasMessage("the disk of /data is full");
    }
}
