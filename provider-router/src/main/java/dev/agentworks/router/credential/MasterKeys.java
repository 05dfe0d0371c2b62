package dev.agentworks.router.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The master keys: the first one seals, all of them open. Without any, no key can be kept. */
@Component
class MasterKeys {
    private static final int BYTES = 32;

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    MasterKeys(ByokSettings settings) {
        for (var entry : text(settings).strip().split("[,\\s]+")) {
            if (!entry.isBlank()) {
                add(entry);
            }
        }
    }

    Optional<Map.Entry<String, SecretKey>> current() {
        return keys.entrySet().stream().findFirst();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private void add(String entry) {
        int colon = entry.indexOf(':');
        var bytes =
                colon < 1 ? new byte[0] : Base64.getDecoder().decode(entry.substring(colon + 1));
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a master key is id:base64 of 32 bytes");
        }
        keys.put(entry.substring(0, colon), new SecretKeySpec(bytes, "AES"));
    }

    private static String text(ByokSettings settings) {
        var file = settings.masterKeyFile();
        if (file == null || file.toString().isBlank()) {
            return settings.masterKey();
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of the master keys cannot be read", e);
        }
    }
}
