package dev.agentworks.starter.idempotency;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A request with an {@code Idempotency-Key}. A key means something only together with its caller, a
 * person or an API key of a workspace, and the address it was sent to.
 */
record KeyedRequest(ActingUser user, String address, String key, byte[] fingerprint) {
    static KeyedRequest of(ActingUser user, String address, String key, byte[] body) {
        return new KeyedRequest(user, address, key, Sha256.bytes(utf8(address + "\n"), body));
    }

    /** Names the request in the database, where the key itself is not kept. */
    byte[] id() {
        return digest("request");
    }

    /** The 16 bytes with which its answer is sealed. */
    byte[] secret() {
        return Arrays.copyOf(digest("answer"), 16);
    }

    /** The number of the lock that keeps requests with the same key apart. */
    long lock() {
        return ByteBuffer.wrap(id()).getLong();
    }

    private byte[] digest(String use) {
        var caller = user.key() == null ? "person " + user.id() : "key " + user.key();
        return Sha256.bytes(String.join("\n", use, caller, address, key));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
