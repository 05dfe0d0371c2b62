package dev.agentworks.local.pubsub.push;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs the identity that push requests carry, as Google's accounts service does, with a key of the
 * emulator's own.
 */
public final class PushTokens {

    public static final String ISSUER = "https://accounts.google.com";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String keyId;
    private final Clock clock;

    private PushTokens(RSAPrivateCrtKey key, Clock clock) {
        this.key = key;
        this.keyId = Integer.toHexString(key.getModulus().hashCode());
        this.clock = clock;
    }

    /** With a folder the key outlives the emulator, so that receivers may keep its public half. */
    public static PushTokens open(Optional<Path> folder, Clock clock) throws IOException {
        try {
            var file = folder.map(path -> path.resolve("push-key.der"));
            if (file.isPresent() && Files.exists(file.get())) {
                return new PushTokens(read(Files.readAllBytes(file.get())), clock);
            }
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate();
            if (file.isPresent()) {
                Files.createDirectories(file.get().toAbsolutePath().getParent());
                Files.write(file.get(), key.getEncoded());
            }
            return new PushTokens(read(key.getEncoded()), clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of push tokens cannot be used", e);
        }
    }

    String token(String email, String audience) {
        var now = clock.instant().getEpochSecond();
        var header = new JsonObject();
        header.addProperty("alg", "RS256");
        header.addProperty("kid", keyId);
        header.addProperty("typ", "JWT");
        var claims = new JsonObject();
        claims.addProperty("aud", audience);
        claims.addProperty("azp", email);
        claims.addProperty("email", email);
        claims.addProperty("email_verified", true);
        claims.addProperty("exp", now + LIFE.toSeconds());
        claims.addProperty("iat", now);
        claims.addProperty("iss", ISSUER);
        claims.addProperty("sub", Integer.toUnsignedString(email.hashCode()));
        var content = encoded(header) + "." + encoded(claims);
        return content + "." + BASE64.encodeToString(signature(content));
    }

    /** The public key, as a JSON Web Key Set. */
    String keySet() {
        var jwk = new JsonObject();
        jwk.addProperty("kty", "RSA");
        jwk.addProperty("use", "sig");
        jwk.addProperty("alg", "RS256");
        jwk.addProperty("kid", keyId);
        jwk.addProperty("n", BASE64.encodeToString(unsigned(key.getModulus())));
        jwk.addProperty("e", BASE64.encodeToString(unsigned(key.getPublicExponent())));
        var keys = new JsonArray();
        keys.add(jwk);
        var set = new JsonObject();
        set.add("keys", keys);
        return set.toString();
    }

    private byte[] signature(String content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
    }

    private static RSAPrivateCrtKey read(byte[] encoded) throws GeneralSecurityException {
        return (RSAPrivateCrtKey)
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static String encoded(JsonObject json) {
        return BASE64.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
