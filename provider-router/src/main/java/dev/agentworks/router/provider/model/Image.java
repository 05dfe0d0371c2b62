package dev.agentworks.router.provider.model;

/**
 * A picture that goes in or comes out.
 *
 * @param mediaType such as {@code image/png}
 * @param data Base64, or an address that begins with {@code http}
 */
public record Image(String mediaType, String data) {
    /** Whether the vendor has to fetch it. */
    public boolean isAddress() {
        return data.startsWith("http://") || data.startsWith("https://");
    }
}
