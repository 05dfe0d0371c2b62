package dev.agentworks.router.credential;

import dev.agentworks.router.credential.ProviderKeyStore.Own;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Picks the key of an attempt. */
@Component
public class VendorKeys {
    private final PlatformKeys platform;
    private final WorkspaceKeys own;
    private final ProviderSettings providers;
    private final KeyCooldowns bench;
    private final Clock clock;

    VendorKeys(
            PlatformKeys platform,
            WorkspaceKeys own,
            ProviderSettings providers,
            KeyCooldowns bench,
            Clock clock) {
        this.platform = platform;
        this.own = own;
        this.providers = providers;
        this.bench = bench;
        this.clock = clock;
    }

    /** Whether the platform has a key of its own. */
    public boolean isConfigured(Vendor vendor) {
        return !platform.of(vendor).isEmpty();
    }

    /** Whether the workspace pays this vendor itself. */
    public boolean isOwn(UUID workspace, Vendor vendor) {
        return !(own.of(workspace, vendor.id()) instanceof Own.None);
    }

    /**
     * A key that may be used now; equal affinities get the same one while it is well. A workspace
     * with a key of its own never gets one of ours.
     */
    public KeySelection pick(UUID workspace, Vendor vendor, String model, Affinity affinity) {
        return switch (own.of(workspace, vendor.id())) {
            case Own.None _ -> healthy(platform.of(vendor), model, affinity);
            case Own.Locked _ -> new KeySelection.Locked();
            case Own.Opened(var secret) -> healthy(List.of(own(vendor, secret)), model, affinity);
        };
    }

    /** Tells what an attempt with the key met. */
    public void failed(VendorKey key, String model, VendorFailure failure) {
        // its owner may mend a key of their own at any time, and hears of it with every call
        if (!key.byok() || failure.kind().key() == FailureClass.Key.BENCH_AS_TOLD) {
            bench.failed(key.name(), model, failure);
        }
    }

    private VendorKey own(Vendor vendor, Secret secret) {
        return new VendorKey(
                "own-" + KeyFingerprint.of(vendor.id(), secret),
                providers.access(vendor).with(secret),
                true);
    }

    private KeySelection healthy(List<VendorKey> keys, String model, Affinity affinity) {
        if (keys.isEmpty()) {
            return new KeySelection.Missing();
        }
        return keys.stream()
                .filter(key -> bench.seat(key.name(), model).isEmpty())
                .max(Comparator.comparingDouble(key -> affinity.draw(key.name(), 1)))
                .<KeySelection>map(KeySelection.Picked::new)
                .orElseGet(() -> benched(keys, model));
    }

    private KeySelection benched(List<VendorKey> keys, String model) {
        var first =
                keys.stream()
                        .map(key -> bench.seat(key.name(), model))
                        .flatMap(Optional::stream)
                        .min(Comparator.comparing(KeyCooldowns.Seat::until));
        var seat = first.orElse(null);
        if (seat == null) {
            // it came back between the two looks
            return new KeySelection.Picked(keys.getFirst());
        }
        var wait = Duration.between(clock.instant(), seat.until());
        return new KeySelection.Benched(wait.isNegative() ? Duration.ZERO : wait, seat.why());
    }
}
