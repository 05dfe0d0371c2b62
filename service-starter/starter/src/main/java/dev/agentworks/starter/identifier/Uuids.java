package dev.agentworks.starter.identifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;

/** Makes the two kinds of UUID that are in use here (RFC 9562). */
public final class Uuids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Object LOCK = new Object();
    private static long lastTick;

    private Uuids() {}

    /** Version 7: grows with every call within this process, also inside one millisecond. */
    public static UUID v7() {
        long tick = nextTick();
        long millis = tick >>> 12;
        long high = (millis << 16) | 0x7000L | (tick & 0xFFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Version 5: the same for the same namespace and name, everywhere. */
    public static UUID v5(UUID namespace, String name) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        var input =
                ByteBuffer.allocate(16 + bytes.length)
                        .putLong(namespace.getMostSignificantBits())
                        .putLong(namespace.getLeastSignificantBits())
                        .put(bytes)
                        .array();
        var hash = ByteBuffer.wrap(sha1().digest(input));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    // milliseconds and 1/4096 parts of one; counts on when the clock stands still or goes back
    private static long nextTick() {
        synchronized (LOCK) {
            long now = System.currentTimeMillis() << 12;
            lastTick = Math.max(now, lastTick + 1);
            return lastTick;
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
