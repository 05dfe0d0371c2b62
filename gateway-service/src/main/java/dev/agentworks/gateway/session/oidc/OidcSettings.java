package dev.agentworks.gateway.session.oidc;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The providers that people may sign in with, by the name in the path; {@code google} needs no
 * issuer.
 *
 * @param metadataLife how long a provider's metadata and keys are believed
 */
@ConfigurationProperties("agentworks.oidc")
record OidcSettings(
        @DefaultValue Map<String, Provider> providers, @DefaultValue("1h") Duration metadataLife) {

    private static final URI GOOGLE = URI.create("https://accounts.google.com");

    /**
     * A provider.
     *
     * @param label what people call it
     * @param issuer as it stands in its tokens; its metadata are found below it
     */
    record Provider(
            @Nullable String label,
            @Nullable URI issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret) {

        /** A secret is in no log. */
        @Override
        public String toString() {
            return "Provider[" + issuer + "]";
        }
    }

    /** The provider of this name; empty when it is not set up. */
    Optional<OidcProvider> provider(String name) {
        return Optional.ofNullable(providers.get(name))
                .filter(provider -> !provider.clientId().isBlank())
                .flatMap(provider -> OidcProvider.of(name, provider, issuer(name, provider)));
    }

    private static @Nullable URI issuer(String name, Provider provider) {
        return provider.issuer() == null && name.equals("google") ? GOOGLE : provider.issuer();
    }
}
