package dev.agentworks.starter.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.NoCredentials;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudStorageTests extends ObjectStorageContract {

    private final FakeBucket bucket = new FakeBucket();

    @AfterEach
    void close() {
        bucket.close();
    }

    @Override
    ObjectStorage storage() {
        return StorageAutoConfiguration.inCloud(
                new StorageSettings("", "packs", bucket.url()),
                NoCredentials.getInstance(),
                "test");
    }

    @Test
    void triesAgainWhenTheBucketFailsForAMoment() throws IOException {
        bucket.failing.set(2);
        storage().write("a/b", new byte[] {1});
        bucket.failing.set(2);
        assertThat(storage().read("a/b", 0, 5)).containsExactly(1);
    }

    @Test
    void isContentWhenTheAnswerToAnUploadWasLost() throws IOException {
        bucket.answersLost.set(1);
        storage().write("a/b", new byte[] {1});
        assertThat(storage().read("a/b", 0, 5)).containsExactly(1);
    }

    @Test
    void givesUpWhenTheBucketRefuses() {
        bucket.failWith = 403;
        bucket.failing.set(1);
        assertThatThrownBy(() -> storage().write("a/b", new byte[] {1}))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileNotFoundException.class);
        assertThat(bucket.failing).hasValue(0);
    }
}
