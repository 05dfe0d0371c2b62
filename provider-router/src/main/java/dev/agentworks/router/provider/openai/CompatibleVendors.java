package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Account;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** The servers that the settings name with {@code kind: openai-compatible}. */
@Component
class CompatibleVendors implements VendorSource {
    private static final String KIND = "openai-compatible";

    private final List<Vendor> vendors;

    CompatibleVendors(ProviderSettings settings) {
        this.vendors =
                settings.providers().entrySet().stream()
                        .filter(it -> KIND.equals(it.getValue().kind()))
                        .<Vendor>map(it -> vendor(it.getKey(), it.getValue()))
                        .toList();
    }

    @Override
    public List<Vendor> vendors() {
        return vendors;
    }

    private static CompatibleVendor vendor(String id, Account account) {
        var preset = Presets.named(account.preset().isBlank() ? "generic" : account.preset());
        if (account.baseUrl().isBlank() && preset.baseUrl().isBlank()) {
            throw new IllegalArgumentException(
                    "agentworks.router.providers.%s needs a base-url".formatted(id));
        }
        return new CompatibleVendor(
                id,
                account.name().isBlank() ? id : account.name(),
                preset.baseUrl(),
                preset.dialect().with(account.flags()));
    }
}
