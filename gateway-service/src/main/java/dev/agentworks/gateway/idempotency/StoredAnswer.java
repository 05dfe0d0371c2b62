package dev.agentworks.gateway.idempotency;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a request that may be repeated.
 *
 * @param request what was asked, as a digest
 * @param status of the answer; 0 while there is none yet
 */
record StoredAnswer(String request, int status, Map<String, String> headers, String bodyBase64) {
    static StoredAnswer pending(String request) {
        return new StoredAnswer(request, 0, Map.of(), "");
    }

    static StoredAnswer of(String request, int status, Map<String, String> headers, byte[] body) {
        return new StoredAnswer(
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
