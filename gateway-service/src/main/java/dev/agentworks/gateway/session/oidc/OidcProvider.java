package dev.agentworks.gateway.session.oidc;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider that is set up. */
public record OidcProvider(
        String name, String label, URI issuer, String clientId, String clientSecret) {

    static Optional<OidcProvider> of(
            String name, OidcSettings.Provider settings, @Nullable URI issuer) {
        if (issuer == null || issuer.toString().isBlank()) {
            return Optional.empty();
        }
        var label = settings.label();
        return Optional.of(
                new OidcProvider(
                        name,
                        label == null || label.isBlank() ? capitalised(name) : label,
                        issuer,
                        settings.clientId(),
                        settings.clientSecret()));
    }

    private static String capitalised(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }

    /** A secret is in no log. */
    @Override
    public String toString() {
        return "OidcProvider[" + name + "]";
    }
}
