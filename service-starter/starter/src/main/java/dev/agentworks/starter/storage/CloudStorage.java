package dev.agentworks.starter.storage;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;

/** Objects in a bucket of Google Cloud Storage. */
final class CloudStorage implements ObjectStorage {

    /** How much of an object is in memory at once. */
    private static final int CHUNK = 1024 * 1024;

    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    private final Storage storage;
    private final String bucket;

    CloudStorage(Storage storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    /** Writes only when the object does not exist: a repeated upload leaves the first one. */
    @Override
    public void write(String key, byte[] content) throws IOException {
        ObjectKeys.checked(key);
        try {
            storage.create(
                    BlobInfo.newBuilder(bucket, key).build(),
                    content,
                    Storage.BlobTargetOption.doesNotExist(),
                    // a pack is compressed already
                    Storage.BlobTargetOption.disableGzipContent());
        } catch (StorageException e) {
            if (e.getCode() != PRECONDITION_FAILED) {
                throw failed(key, e);
            }
        }
    }

    /**
     * The client ends an upload when reading fails, as if that were the end of the content; what it
     * stored is removed again.
     */
    @Override
    public void write(String key, InputStream content) throws IOException {
        ObjectKeys.checked(key);
        try {
            storage.createFrom(
                    BlobInfo.newBuilder(bucket, key).build(),
                    content,
                    CHUNK,
                    Storage.BlobWriteOption.doesNotExist(),
                    Storage.BlobWriteOption.disableGzipContent());
        } catch (StorageException e) {
            if (e.getCode() != PRECONDITION_FAILED) {
                throw failed(key, e);
            }
        } catch (IOException | RuntimeException e) {
            try {
                delete(key);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @Override
    public byte[] read(String key, long from, int length) throws IOException {
        ObjectKeys.checked(key);
        try (var channel = storage.reader(BlobId.of(bucket, key))) {
            // one request for just this range
            channel.setChunkSize(0);
            channel.seek(from);
            channel.limit(from + length);
            return Channels.newInputStream(channel).readNBytes(length);
        } catch (StorageException e) {
            throw failed(key, e);
        } catch (IOException e) {
            throw e.getCause() instanceof StorageException cause ? failed(key, cause) : e;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        ObjectKeys.checked(key);
        try {
            storage.delete(BlobId.of(bucket, key));
        } catch (StorageException e) {
            throw failed(key, e);
        }
    }

    private static IOException failed(String key, StorageException e) {
        return e.getCode() == NOT_FOUND
                ? new FileNotFoundException(key)
                : new IOException("the bucket cannot read or write " + key, e);
    }
}
