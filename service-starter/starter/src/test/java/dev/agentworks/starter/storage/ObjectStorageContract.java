package dev.agentworks.starter.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every storage keeps to. */
abstract class ObjectStorageContract {

    private final String key = "repositories/" + UUID.randomUUID() + "/pack-1.pack";

    abstract ObjectStorage storage();

    @Test
    void givesBackWhatWasWrittenWholeAndInParts() throws IOException {
        var content = new byte[300_000];
        new Random(1).nextBytes(content);
        storage().write(key, content);

        assertThat(storage().read(key, 0, content.length)).isEqualTo(content);
        assertThat(storage().read(key, 1_000, 10))
                .isEqualTo(Arrays.copyOfRange(content, 1_000, 1_010));
        assertThat(storage().read(key, 299_990, 1_000))
                .isEqualTo(Arrays.copyOfRange(content, 299_990, 300_000));
        assertThat(storage().read(key, 300_000, 10)).isEmpty();
    }

    @Test
    void takesTheSameAgain() throws IOException {
        storage().write(key, new byte[] {1, 2, 3});
        storage().write(key, new byte[] {1, 2, 3});

        assertThat(storage().read(key, 0, 10)).containsExactly(1, 2, 3);
    }

    @Test
    void writesAndReadsWhatFlows() throws IOException {
        var content = new byte[3_000_000];
        new Random(2).nextBytes(content);

        storage().write(key, new ByteArrayInputStream(content));

        try (var read = storage().open(key)) {
            assertThat(read.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void storesNothingWhenReadingFails() {
        var broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(new byte[2_000_000]),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the client left");
                            }
                        });

        assertThatThrownBy(() -> storage().write(key, broken)).hasMessageContaining("left");

        assertThatThrownBy(() -> storage().open(key)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> storage().read(key, 0, 1))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void keepsAnEmptyObject() throws IOException {
        storage().write(key, new byte[0]);
        assertThat(storage().read(key, 0, 10)).isEmpty();
    }

    @Test
    void saysThatAnObjectIsMissingAndRemovesOneOnce() throws IOException {
        assertThatThrownBy(() -> storage().read(key, 0, 10))
                .isInstanceOf(FileNotFoundException.class);
        storage().write(key, new byte[] {1});
        storage().delete(key);
        storage().delete(key);
        assertThatThrownBy(() -> storage().read(key, 0, 10))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void takesNoKeyThatLeadsElsewhere() {
        for (var bad : new String[] {"../x", "/x", "a/../b", "a//b", "", "a/.b", "a b", "a\\b"}) {
            assertThatThrownBy(() -> storage().write(bad, new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> storage().read(bad, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
