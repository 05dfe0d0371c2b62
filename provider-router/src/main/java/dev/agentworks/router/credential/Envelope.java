package dev.agentworks.router.credential;

import dev.agentworks.router.provider.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals secrets with AES-256-GCM, each under a key of its own that a master key wraps. What is
 * sealed for one place opens nowhere else.
 */
@Component
public class Envelope {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final MasterKeys masters;
    private final SecureRandom random = new SecureRandom();

    Envelope(MasterKeys masters) {
        this.masters = masters;
    }

    public boolean canSeal() {
        return masters.current().isPresent();
    }

    /** Seals the secret for this place. */
    Sealed seal(Secret secret, String place) {
        var dataKey = new byte[32];
        random.nextBytes(dataKey);
        var sealed =
                encrypt(
                        new SecretKeySpec(dataKey, "AES"),
                        secret.value().getBytes(StandardCharsets.UTF_8),
                        place);
        return wrapped(dataKey, sealed, place);
    }

    /** The secret; none when its master key is not here any more. */
    Optional<Secret> open(Sealed sealed, String place) {
        return dataKey(sealed, place)
                .map(key -> decrypt(new SecretKeySpec(key, "AES"), sealed.sealed(), place))
                .map(bytes -> new Secret(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** The same under the current master key; none when it is. */
    Optional<Sealed> renewed(Sealed sealed, String place) {
        boolean current =
                masters.current().map(it -> it.getKey().equals(sealed.masterKeyId())).orElse(true);
        return current
                ? Optional.empty()
                : dataKey(sealed, place).map(key -> wrapped(key, sealed.sealed(), place));
    }

    private Sealed wrapped(byte[] dataKey, byte[] sealed, String place) {
        var master =
                masters.current()
                        .orElseThrow(() -> new IllegalStateException("there is no master key"));
        return new Sealed(master.getKey(), encrypt(master.getValue(), dataKey, place), sealed);
    }

    private Optional<byte[]> dataKey(Sealed sealed, String place) {
        return masters.find(sealed.masterKeyId())
                .map(master -> decrypt(master, sealed.wrappedKey(), place));
    }

    private byte[] encrypt(SecretKey key, byte[] plain, String place) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var encrypted = run(Cipher.ENCRYPT_MODE, key, nonce, plain, place);
        var all = Arrays.copyOf(nonce, nonce.length + encrypted.length);
        System.arraycopy(encrypted, 0, all, nonce.length, encrypted.length);
        return all;
    }

    private static byte[] decrypt(SecretKey key, byte[] all, String place) {
        return run(
                Cipher.DECRYPT_MODE,
                key,
                Arrays.copyOf(all, NONCE_BYTES),
                Arrays.copyOfRange(all, NONCE_BYTES, all.length),
                place);
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] input, String place) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed key cannot be opened", e);
        }
    }

    /** A sealed secret. */
    @SuppressWarnings("ArrayRecordComponent")
    record Sealed(String masterKeyId, byte[] wrappedKey, byte[] sealed) {
        @Override
        public String toString() {
            return "Sealed[" + masterKeyId + "]";
        }
    }
}
