package dev.agentworks.router.key;

import dev.agentworks.router.provider.Secret;
import dev.agentworks.starter.digest.Sha256;

/** Names keys so that they can be told apart and not be found out. */
final class KeyName {
    private static final int SHOWN = 10;

    private KeyName() {}

    static String of(String provider, Secret key) {
        return provider + "-" + Sha256.hex(provider + ':' + key.value()).substring(0, SHOWN);
    }
}
