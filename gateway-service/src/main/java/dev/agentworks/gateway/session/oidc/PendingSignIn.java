package dev.agentworks.gateway.session.oidc;

import dev.agentworks.starter.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A sign-in that this browser has begun at a provider.
 *
 * @param state comes back with the browser: nobody else's sign-in is finished here
 * @param nonce comes back in the token: it was made for this sign-in
 * @param verifier proves to the provider that who redeems the code began the sign-in
 * @param returnTo the page to end on, within the web UI
 */
public record PendingSignIn(
        String provider,
        String state,
        String nonce,
        String verifier,
        String returnTo,
        Instant expiresAt) {

    static PendingSignIn begin(String provider, String returnTo, Instant expiresAt) {
        return new PendingSignIn(
                provider,
                SignedCookie.random(),
                SignedCookie.random(),
                SignedCookie.random(),
                returnTo,
                expiresAt);
    }

    /** What the provider is told of the verifier. */
    String challenge() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.bytes(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Secrets are in no log. */
    @Override
    public String toString() {
        return "PendingSignIn[" + provider + "]";
    }
}
