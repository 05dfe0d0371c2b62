package dev.agentworks.router.key;

import dev.agentworks.router.key.ProviderKeys.Own;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.router.provider.Secret;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Picks the key of an attempt. */
@Component
public class Keys {
    private final PlatformKeys platform;
    private final OwnKeys own;
    private final ProviderSettings providers;
    private final KeyBench bench;
    private final Clock clock;

    Keys(
            PlatformKeys platform,
            OwnKeys own,
            ProviderSettings providers,
            KeyBench bench,
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
    public KeyPick pick(UUID workspace, Vendor vendor, String model, Affinity affinity) {
        return switch (own.of(workspace, vendor.id())) {
            case Own.None _ -> healthy(platform.of(vendor), model, affinity);
            case Own.Locked _ -> new KeyPick.Locked();
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
                "own-" + KeyName.of(vendor.id(), secret),
                providers.access(vendor).with(secret),
                true);
    }

    private KeyPick healthy(List<VendorKey> keys, String model, Affinity affinity) {
        if (keys.isEmpty()) {
            return new KeyPick.Missing();
        }
        return keys.stream()
                .filter(key -> bench.seat(key.name(), model).isEmpty())
                .max(Comparator.comparingDouble(key -> affinity.draw(key.name(), 1)))
                .<KeyPick>map(KeyPick.Picked::new)
                .orElseGet(() -> benched(keys, model));
    }

    private KeyPick benched(List<VendorKey> keys, String model) {
        var first =
                keys.stream()
                        .map(key -> bench.seat(key.name(), model))
                        .flatMap(Optional::stream)
                        .min(Comparator.comparing(KeyBench.Seat::until));
        var seat = first.orElse(null);
        if (seat == null) {
            // it came back between the two looks
            return new KeyPick.Picked(keys.getFirst());
        }
        var wait = Duration.between(clock.instant(), seat.until());
        return new KeyPick.Benched(wait.isNegative() ? Duration.ZERO : wait, seat.why());
    }
}
