package dev.agentworks.gateway.session;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The key pair of access tokens, from its setting {@code kid:private:public}. */
record SessionKey(String id, PrivateKey privateKey, PublicKey publicKey) {
    static SessionKey parse(String setting) {
        var parts = setting.strip().split(":");
        if (parts.length != 3) {
            throw new IllegalStateException(
                    "AGENTWORKS_SESSION_KEY must be kid:private:public with an Ed25519 key pair in"
                            + " Base64");
        }
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            var decoder = Base64.getDecoder();
            return new SessionKey(
                    parts[0],
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(parts[1]))),
                    factory.generatePublic(new X509EncodedKeySpec(decoder.decode(parts[2]))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("AGENTWORKS_SESSION_KEY holds no Ed25519 key pair", e);
        }
    }

    @Override
    public String toString() {
        return "SessionKey[" + id + "]";
    }
}
