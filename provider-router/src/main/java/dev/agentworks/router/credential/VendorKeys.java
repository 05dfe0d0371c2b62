package dev.agentworks.router.credential;

import dev.agentworks.router.credential.ProviderKeyStore.WorkspaceKey;
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

/** Selects the key of an attempt. */
@Component
public class VendorKeys {
    private final PlatformKeys platform;
    private final WorkspaceKeys own;
    private final ProviderSettings providers;
    private final KeyCooldowns cooldowns;
    private final Clock clock;

    VendorKeys(
            PlatformKeys platform,
            WorkspaceKeys own,
            ProviderSettings providers,
            KeyCooldowns cooldowns,
            Clock clock) {
        this.platform = platform;
        this.own = own;
        this.providers = providers;
        this.cooldowns = cooldowns;
        this.clock = clock;
    }

    /** Whether the platform has a key of its own. */
    public boolean isConfigured(Vendor vendor) {
        return !platform.of(vendor).isEmpty();
    }

    /** Whether the workspace pays this vendor itself. */
    public boolean isOwn(UUID workspace, Vendor vendor) {
        return !(own.of(workspace, vendor.id()) instanceof WorkspaceKey.None);
    }

    /**
     * A key that may be used now; equal affinities get the same one while it is well. A workspace
     * with a key of its own never gets one of ours.
     */
    public KeySelection select(UUID workspace, Vendor vendor, String model, Affinity affinity) {
        return switch (own.of(workspace, vendor.id())) {
            case WorkspaceKey.None _ -> usable(platform.of(vendor), model, affinity);
            case WorkspaceKey.Locked _ -> new KeySelection.Locked();
            case WorkspaceKey.Opened(var secret) ->
                    usable(List.of(own(vendor, secret)), model, affinity);
        };
    }

    /** An attempt with the key met this failure. */
    public void failed(VendorKey key, String model, VendorFailure failure) {
        // its owner may mend a key of their own at any time, and hears of it with every call
        if (!key.byok() || failure.kind().key() == FailureClass.Key.COOL_DOWN_AS_TOLD) {
            cooldowns.failed(key.name(), model, failure);
        }
    }

    private VendorKey own(Vendor vendor, Secret secret) {
        return new VendorKey(
                "own-" + KeyFingerprint.of(vendor.id(), secret),
                providers.access(vendor).with(secret),
                true);
    }

    private KeySelection usable(List<VendorKey> keys, String model, Affinity affinity) {
        if (keys.isEmpty()) {
            return new KeySelection.Missing();
        }
        return keys.stream()
                .filter(key -> cooldowns.of(key.name(), model).isEmpty())
                .max(Comparator.comparingDouble(key -> affinity.draw(key.name(), 1)))
                .<KeySelection>map(KeySelection.Selected::new)
                .orElseGet(() -> coolingDown(keys, model));
    }

    private KeySelection coolingDown(List<VendorKey> keys, String model) {
        var first =
                keys.stream()
                        .map(key -> cooldowns.of(key.name(), model))
                        .flatMap(Optional::stream)
                        .min(Comparator.comparing(KeyCooldowns.Cooldown::until));
        var cooldown = first.orElse(null);
        if (cooldown == null) {
            // it came back between the two looks
            return new KeySelection.Selected(keys.getFirst());
        }
        var wait = Duration.between(clock.instant(), cooldown.until());
        return new KeySelection.CoolingDown(
                wait.isNegative() ? Duration.ZERO : wait, cooldown.why());
    }
}
