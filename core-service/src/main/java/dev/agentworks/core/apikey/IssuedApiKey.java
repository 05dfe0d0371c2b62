package dev.agentworks.core.apikey;

/**
 * A new key with its secret, which is shown this once.
 *
 * @param secret as programs send it
 */
public record IssuedApiKey(ApiKeyView key, String secret) {

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "IssuedApiKey[" + key + "]";
    }
}
