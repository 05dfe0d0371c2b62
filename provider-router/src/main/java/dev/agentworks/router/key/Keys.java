package dev.agentworks.router.key;

import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Picks the key of an attempt. */
@Component
public class Keys {
    private final PlatformKeys platform;
    private final KeyBench bench;
    private final Clock clock;

    Keys(PlatformKeys platform, KeyBench bench, Clock clock) {
        this.platform = platform;
        this.bench = bench;
        this.clock = clock;
    }

    /** Whether the platform has a key of its own. */
    public boolean isConfigured(Vendor vendor) {
        return !platform.of(vendor).isEmpty();
    }

    /** A key that may be used now; equal affinities get the same one while it is well. */
    public KeyPick pick(UUID workspace, Vendor vendor, String model, Affinity affinity) {
        var keys = platform.of(vendor);
        if (keys.isEmpty()) {
            return new KeyPick.Missing();
        }
        return keys.stream()
                .filter(key -> bench.seat(key.name(), model).isEmpty())
                .max(Comparator.comparingDouble(key -> affinity.draw(key.name(), 1)))
                .<KeyPick>map(KeyPick.Picked::new)
                .orElseGet(() -> benched(keys, model));
    }

    /** Tells what an attempt with the key met. */
    public void failed(VendorKey key, String model, VendorFailure failure) {
        bench.failed(key.name(), model, failure);
    }

    private KeyPick benched(java.util.List<VendorKey> keys, String model) {
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
