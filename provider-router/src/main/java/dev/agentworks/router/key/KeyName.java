package dev.agentworks.router.key;

import dev.agentworks.router.provider.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names keys so that they can be told apart and not be found out. */
final class KeyName {
    private KeyName() {}

    static String of(String provider, Secret key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (provider + ':' + key.value())
                                            .getBytes(StandardCharsets.UTF_8));
            return provider + "-" + HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
