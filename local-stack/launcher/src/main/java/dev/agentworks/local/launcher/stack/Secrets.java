package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
 */
public record Secrets(
        String databaseAdministrator,
        Map<String, String> databaseRoles,
        Map<String, KeyText> serviceKeys,
        KeyText sessionKey,
        String demoPassword,
        @Nullable String masterKey) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A key pair as text: PKCS#8 and X.509 DER in Base64. */
    public record KeyText(String privateKey, String publicKey) {}

    public static Secrets of(StackHome home) {
        var file = home.secrets();
        if (!Files.exists(file)) {
            return drawn(file);
        }
        var known = JSON.readValue(file, Secrets.class);
        return known.masterKey() == null ? known.withMasterKey(file) : known;
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
                        randomText(), roles, keys, randomKey(), randomText(), randomMasterKey());
        try {
            Files.writeString(file, "", StandardOpenOption.CREATE_NEW);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(file, JSON.writeValueAsBytes(secrets));
        } catch (IOException failure) {
            throw new StackFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        }
        return secrets;
    }

    // a stack of before there was one
    private Secrets withMasterKey(Path file) {
        var all =
                new Secrets(
                        databaseAdministrator,
                        databaseRoles,
                        serviceKeys,
                        sessionKey,
                        demoPassword,
                        randomMasterKey());
        try {
            Files.write(file, JSON.writeValueAsBytes(all));
        } catch (IOException failure) {
            throw new StackFailure("cannot write " + file + ": " + failure.getMessage(), failure);
        }
        return all;
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
