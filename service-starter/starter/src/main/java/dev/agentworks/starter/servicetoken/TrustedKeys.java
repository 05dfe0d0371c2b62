package dev.agentworks.starter.servicetoken;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of all services. A service may have several while it changes from one to the
 * next; a token names the one it was signed with by {@code service/kid}.
 */
final class TrustedKeys {
    private final Map<String, PublicKey> keys;

    private TrustedKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Reads {@code core:kid:base64,gateway:kid:base64}. */
    static TrustedKeys parse(String list) {
        var keys = new HashMap<String, PublicKey>();
        for (String entry : list.split(",")) {
            if (!entry.isBlank()) {
                var parts = entry.strip().split(":", 3);
                if (parts.length != 3) {
                    throw new IllegalArgumentException(
                            "a trusted key must look like service:kid:base64");
                }
                keys.put(keyId(parts[0], parts[1]), publicKey(parts[2]));
            }
        }
        return new TrustedKeys(keys);
    }

    static String keyId(String service, String kid) {
        return service + "/" + kid;
    }

    @Nullable PublicKey find(@Nullable String keyId) {
        return keyId == null ? null : keys.get(keyId);
    }

    private static PublicKey publicKey(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "a trusted key is no Ed25519 public key in X.509", e);
        }
    }

    static PrivateKey privateKey(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the service's key is no Ed25519 private key in PKCS#8", e);
        }
    }
}
