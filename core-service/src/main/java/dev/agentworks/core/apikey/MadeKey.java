package dev.agentworks.core.apikey;

/**
 * A new key with its secret, which is said this once.
 *
 * @param secret as programs send it
 */
public record MadeKey(ApiKeyView key, String secret) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "MadeKey[" + key + "]";
    }
}
