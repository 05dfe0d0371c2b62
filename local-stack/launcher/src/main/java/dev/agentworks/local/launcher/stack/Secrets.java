package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must not be guessed: drawn once for a stack and kept beside its data, readable by its owner
 * only.
 *
 * @param databaseAdministrator password of the database's superuser
 * @param databaseRoles password of each service's two roles, by role name
 * @param serviceKeys Ed25519 key pair of each service
 * @param sessionKey Ed25519 key pair that signs people's access tokens
 * @param demoPassword password of the demo person
 * @param masterKey seals customers' own provider keys; none in a stack of before there was one
 * @param redisPassword password of Redis; none in a stack of before there was one
 */
public record Secrets(
        String databaseAdministrator,
        Map<String, String> databaseRoles,
        Map<String, KeyText> serviceKeys,
        KeyText sessionKey,
        String demoPassword,
        @Nullable String masterKey,
        @Nullable String redisPassword) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A key pair as text: PKCS#8 and X.509 DER in Base64. */
    public record KeyText(String privateKey, String publicKey) {}

    public static Secrets of(StackHome home) {
        var file = home.secrets();
        if (!Files.exists(file)) {
            return drawn(file);
        }
        try {
            return JSON.readValue(file, Secrets.class).completed(file);
        } catch (JacksonException failure) {
            return replaced(home, failure);
        }
    }

    /** The password of Redis. */
    public String redis() {
        return Objects.requireNonNull(redisPassword, "drawn when the secrets are read");
    }

    // a start that was killed while it drew them; nothing was made with them yet
    private static Secrets replaced(StackHome home, JacksonException failure) {
        if (Files.exists(home.data("postgresql"))) {
            throw new StackFailure(
                    "%s is damaged and the database cannot be opened without it; put a copy back or start with --fresh"
                            .formatted(home.secrets()),
                    failure);
        }
        return drawn(home.secrets());
    }

    /** The trusted keys as every service expects them: {@code name:kid:key,…}. */
    public String trustedKeys() {
        return serviceKeys.entrySet().stream()
                .map(entry -> entry.getKey() + ":local:" + entry.getValue().publicKey())
                .collect(Collectors.joining(","));
    }

    public String password(String role) {
        var password = databaseRoles.get(role);
        if (password == null) {
            throw new StackFailure(
                    "no password is known for the database role " + role + "; start with --fresh");
        }
        return password;
    }

    public KeyText serviceKey(String service) {
        var key = serviceKeys.get(service);
        if (key == null) {
            throw new StackFailure(
                    "no key is known for the service " + service + "; start with --fresh");
        }
        return key;
    }

    private static Secrets drawn(Path file) {
        var roles = new TreeMap<String, String>();
        var keys = new TreeMap<String, KeyText>();
        for (var service : ServiceDefinition.values()) {
            roles.put(service.serviceName() + "_owner", randomText());
            roles.put(service.serviceName() + "_app", randomText());
            keys.put(service.serviceName(), randomKey());
        }
        var secrets =
                new Secrets(
                        randomText(),
                        roles,
                        keys,
                        randomKey(),
                        randomText(),
                        randomMasterKey(),
                        randomText());
        secrets.save(file);
        return secrets;
    }

    // a stack of before there were all of them
    private Secrets completed(Path file) {
        if (masterKey != null && redisPassword != null) {
            return this;
        }
        var all =
                new Secrets(
                        databaseAdministrator,
                        databaseRoles,
                        serviceKeys,
                        sessionKey,
                        demoPassword,
                        Objects.requireNonNullElseGet(masterKey, Secrets::randomMasterKey),
                        Objects.requireNonNullElseGet(redisPassword, Secrets::randomText));
        all.save(file);
        return all;
    }

    private void save(Path file) {
        try {
            DurableFile.replace(file, JSON.writeValueAsBytes(this));
        } catch (IOException failure) {
            throw new StackFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static String randomMasterKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String randomText() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyText randomKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var encoder = Base64.getEncoder();
            return new KeyText(
                    encoder.encodeToString(pair.getPrivate().getEncoded()),
                    encoder.encodeToString(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("this JDK has no Ed25519", failure);
        }
    }

    @Override
    public String toString() {
        return "Secrets[not shown]";
    }
}
