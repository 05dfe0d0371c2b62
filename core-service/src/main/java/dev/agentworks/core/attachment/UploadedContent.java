package dev.agentworks.core.attachment;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.Arrays;

/** The content of a file while it comes: how much it was, what it is, and its digest at the end. */
final class UploadedContent extends FilterInputStream {

    private final DigestInputStream digested;
    private final long largest;
    private final byte[] head = new byte[ContentType.HEAD];
    private long size;
    private boolean broken;

    UploadedContent(DigestInputStream content, long largest) {
        super(content);
        this.digested = content;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(buffer, offset, length);
        } catch (IOException failure) {
            broken = true;
            throw failure;
        }
        if (count > 0) {
            if (size < head.length) {
                System.arraycopy(
                        buffer,
                        offset,
                        head,
                        (int) size,
                        (int) Math.min(count, head.length - size));
            }
            size += count;
            if (size > largest) {
                throw tooLarge(largest);
            }
        }
        return count;
    }

    static ProblemException tooLarge(long largest) {
        return new ProblemException(
                        CommonError.PAYLOAD_TOO_LARGE,
                        "A file may have %d bytes at most.".formatted(largest))
                .with("limit", largest);
    }

    /** Whether it did not come whole. */
    boolean isBroken() {
        return broken;
    }

    long size() {
        return size;
    }

    String mediaType() {
        var length = (int) Math.min(size, head.length);
        return ContentType.of(Arrays.copyOf(head, length), length);
    }

    /** Of what was read; asked once, at the end. */
    byte[] digest() {
        return digested.getMessageDigest().digest();
    }
}
