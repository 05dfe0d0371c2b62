package dev.agentworks.orchestrator.repository.git;

import java.security.MessageDigest;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.NB;

/**
 * A pack with its index. JGit writes the header of a pack of new objects before it knows how many
 * there are, and says 1; Git refuses a pack whose header is wrong, so the number is put right here,
 * and the checksums that cover it.
 */
final class PackFiles {

    private static final int COUNT = 8;
    private static final int HASH = Constants.OBJECT_ID_LENGTH;
    private static final int SMALLEST_PACK = COUNT + Integer.BYTES + HASH;

    /**
     * Where the index of version 2 says how many objects there are: the last entry of its table.
     */
    private static final int COUNT_IN_INDEX = 8 + 255 * Integer.BYTES;

    private static final int SMALLEST_INDEX = COUNT_IN_INDEX + Integer.BYTES + 2 * HASH;

    private final byte[] pack;
    private final byte[] index;

    /**
     * @throws CorruptObjectException when these are no pack and index, or their checksums are
     *     wrong: then they were damaged after they were written
     */
    PackFiles(byte[] pack, byte[] index) throws CorruptObjectException {
        if (pack.length < SMALLEST_PACK
                || index.length < SMALLEST_INDEX
                || !Arrays.equals(checksum(pack), storedChecksum(pack))
                || !Arrays.equals(checksum(index), storedChecksum(index))) {
            throw new CorruptObjectException("the pack or its index is damaged");
        }
        this.pack = pack;
        this.index = index;
    }

    byte[] pack() {
        return pack;
    }

    byte[] index() {
        return index;
    }

    boolean namesItsObjectCount() {
        return NB.decodeInt32(pack, COUNT) == NB.decodeInt32(index, COUNT_IN_INDEX);
    }

    /** The same objects in a pack whose header is true. */
    PackFiles withObjectCount() throws CorruptObjectException {
        if (namesItsObjectCount()) {
            return this;
        }
        var truePack = pack.clone();
        NB.encodeInt32(truePack, COUNT, NB.decodeInt32(index, COUNT_IN_INDEX));
        seal(truePack);
        var trueIndex = index.clone();
        // an index ends with the checksum of its pack and then its own
        System.arraycopy(storedChecksum(truePack), 0, trueIndex, trueIndex.length - 2 * HASH, HASH);
        seal(trueIndex);
        return new PackFiles(truePack, trueIndex);
    }

    private static void seal(byte[] file) {
        System.arraycopy(checksum(file), 0, file, file.length - HASH, HASH);
    }

    private static byte[] storedChecksum(byte[] file) {
        return Arrays.copyOfRange(file, file.length - HASH, file.length);
    }

    private static byte[] checksum(byte[] file) {
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(file, 0, file.length - HASH);
        return digest.digest();
    }
}
