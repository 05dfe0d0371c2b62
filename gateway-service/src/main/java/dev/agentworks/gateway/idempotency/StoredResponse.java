package dev.agentworks.gateway.idempotency;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response that is returned again when its request is repeated.
 *
 * @param request the digest of the request
 * @param status the HTTP status; 0 while the request is still in progress
 */
record StoredResponse(String request, int status, Map<String, String> headers, String bodyBase64) {
    static StoredResponse pending(String request) {
        return new StoredResponse(request, 0, Map.of(), "");
    }

    static StoredResponse of(String request, int status, Map<String, String> headers, byte[] body) {
        return new StoredResponse(
                request,
                status,
                new LinkedHashMap<>(headers),
                Base64.getEncoder().encodeToString(body));
    }

    boolean isPending() {
        return status == 0;
    }

    byte[] body() {
        return Base64.getDecoder().decode(bodyBase64);
    }
}
