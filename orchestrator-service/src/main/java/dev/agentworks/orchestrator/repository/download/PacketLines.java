package dev.agentworks.orchestrator.repository.download;

/**
 * The packets of Git's protocol, which begin with their length in four hexadecimal digits. A body
 * is looked at before it is read, so that what a client broke is told from what the storage did.
 */
final class PacketLines {

    private static final int LENGTH = 4;

    private PacketLines() {}

    /** Whether the body consists of whole packets. */
    static boolean isWhole(byte[] body) {
        int at = 0;
        while (at < body.length) {
            int length = length(body, at);
            if (length < 0 || length == LENGTH - 1 || at + Math.max(length, LENGTH) > body.length) {
                return false;
            }
            // 0, 1 and 2 stand for the ends of sections and have no content
            at += Math.max(length, LENGTH);
        }
        return true;
    }

    private static int length(byte[] body, int at) {
        if (at + LENGTH > body.length) {
            return -1;
        }
        int length = 0;
        for (int digit = at; digit < at + LENGTH; digit++) {
            int value = Character.digit(body[digit], 16);
            if (value < 0) {
                return -1;
            }
            length = length * 16 + value;
        }
        return length;
    }
}
