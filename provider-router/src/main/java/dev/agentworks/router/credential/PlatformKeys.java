package dev.agentworks.router.credential;

import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The platform's own keys as they are now. A file that changes is in force without a restart; one
 * that cannot be read leaves what was read last in force.
 */
@Component
class PlatformKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);

    private final ProviderSettings providers;
    private final KeySettings settings;
    private final Map<String, Read> read = new ConcurrentHashMap<>();
    private final Map<String, Read> fixed = new ConcurrentHashMap<>();

    PlatformKeys(ProviderSettings providers, KeySettings settings) {
        this.providers = providers;
        this.settings = settings;
    }

    /** All keys of the vendor, each once. */
    List<VendorKey> of(Vendor vendor) {
        var access = providers.access(vendor);
        if (access.keyless() && access.key().isEmpty()) {
            return List.of(new VendorKey(vendor.id() + "-open", access, false));
        }
        var file = settings.files().get(vendor.id());
        // an unset variable is an empty path
        var keys =
                file == null || file.toString().isBlank()
                        ? fixed.compute(vendor.id(), (_, last) -> same(last, vendor, access))
                        : read.compute(
                                vendor.id(), (_, last) -> current(file, last, vendor, access));
        return keys.keys();
    }

    // the settings' keys are read once for each address and secret
    private static Read same(@Nullable Read last, Vendor vendor, ProviderSettings.Access access) {
        return last != null && access.equals(last.access())
                ? last
                : new Read(0, access, split(access.key().value(), vendor, access));
    }

    private Read current(
            Path file, @Nullable Read last, Vendor vendor, ProviderSettings.Access access) {
        long now = System.nanoTime();
        if (last != null && now - last.at() < settings.reread().toNanos()) {
            return last;
        }
        try {
            return new Read(now, access, split(Files.readString(file), vendor, access));
        } catch (IOException e) {
            LOG.warn("the keys of {} cannot be read: {}", vendor.id(), e.getClass().getName());
            return new Read(now, access, last == null ? List.of() : last.keys());
        }
    }

    private static List<VendorKey> split(
            String text, Vendor vendor, ProviderSettings.Access access) {
        return Stream.of(text.split("[,\\s]+"))
                .filter(key -> !key.isBlank())
                .distinct()
                .map(key -> {
                    var secret = new Secret(key);
                    return new VendorKey(
                            KeyFingerprint.of(vendor.id(), secret), access.with(secret), false);
                })
                .toList();
    }

    private record Read(long at, ProviderSettings.Access access, List<VendorKey> keys) {}
}
