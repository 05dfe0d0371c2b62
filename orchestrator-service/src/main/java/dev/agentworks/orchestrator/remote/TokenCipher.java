package dev.agentworks.orchestrator.remote;

import dev.agentworks.starter.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts tokens with AES-256-GCM under the first master key. The project is authenticated with
 * the token, so that it cannot be decrypted for another project.
 */
@Component
class TokenCipher {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    TokenCipher(RemoteSettings settings) {
        for (var entry : settings.masterKey().split(",")) {
            if (!entry.isBlank()) {
                int colon = entry.indexOf(':');
                var key = colon < 1 ? new byte[0] : decoded(entry.substring(colon + 1));
                if (key.length != KEY_BYTES) {
                    throw new IllegalArgumentException(
                            "a master key is id:base64 of 32 bytes; this one is not");
                }
                keys.put(entry.substring(0, colon).strip(), new SecretKeySpec(key, "AES"));
            }
        }
    }

    byte[] encrypt(UUID project, String token) {
        var newest =
                keys.entrySet().stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        RemoteError.TOKENS_UNAVAILABLE,
                                        "The operator has set no master key to encrypt tokens with."));
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var id = newest.getKey().getBytes(StandardCharsets.UTF_8);
        var encrypted =
                run(
                        Cipher.ENCRYPT_MODE,
                        newest.getValue(),
                        nonce,
                        project,
                        token.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(1 + id.length + nonce.length + encrypted.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * @throws IllegalStateException when its master key is gone or the bytes were changed
     */
    String decrypt(UUID project, byte[] stored) {
        var buffer = ByteBuffer.wrap(stored);
        var id = new byte[buffer.get()];
        buffer.get(id);
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        var key = keys.get(new String(id, StandardCharsets.UTF_8));
        if (key == null) {
            throw new IllegalStateException("the master key of a token is not known any more");
        }
        return new String(
                run(Cipher.DECRYPT_MODE, key, nonce, project, encrypted), StandardCharsets.UTF_8);
    }

    private static byte[] run(
            int mode, SecretKeySpec key, byte[] nonce, UUID project, byte[] content) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("remote-token:" + project).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a token can be neither encrypted nor decrypted", e);
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
