package dev.agentworks.starter.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTests extends ObjectStorageContract {

    @TempDir Path folder;

    @Override
    ObjectStorage storage() {
        return new FolderStorage(folder);
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        storage().write("a/b", new byte[] {1});
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("a/b"));
        }
    }
}
