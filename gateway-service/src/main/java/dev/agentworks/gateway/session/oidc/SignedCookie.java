package dev.agentworks.gateway.session.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Text that a browser keeps and cannot change, nor another site plant. */
final class SignedCookie {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final String use;

    /**
     * @param use a cookie of one use is good for no other
     */
    SignedCookie(byte[] key, String use) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.use = use;
    }

    String write(String text) {
        var body = ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return body + "." + ENCODER.encodeToString(mac(body));
    }

    /** The text; empty when it is not ours. */
    Optional<String> read(String cookie) {
        var parts = cookie.split("\\.", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return MessageDigest.isEqual(mac(parts[0]), DECODER.decode(parts[1]))
                    ? Optional.of(new String(DECODER.decode(parts[0]), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** 256 random bits, as text. */
    static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return ENCODER.encodeToString(bytes);
    }

    private byte[] mac(String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((use + ":" + body).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
