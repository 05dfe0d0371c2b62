package dev.agentworks.router.credential;

import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.starter.digest.Sha256;

/** Names a key by a part of its hash, from which the key cannot be found. */
final class KeyFingerprint {
    private static final int SHOWN = 10;

    private KeyFingerprint() {}

    static String of(String provider, Secret key) {
        return provider + "-" + Sha256.hex(provider + ':' + key.value()).substring(0, SHOWN);
    }
}
