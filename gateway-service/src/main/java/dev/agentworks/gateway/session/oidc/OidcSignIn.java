package dev.agentworks.gateway.session.oidc;

import dev.agentworks.gateway.edge.EdgeSettings;
import dev.agentworks.gateway.session.ExternalAccount;
import dev.agentworks.starter.problem.ProblemException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Sends people to their provider and learns who they are when they come back. */
@Component
@EnableConfigurationProperties(OidcSettings.class)
public class OidcSignIn {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final String HOME = "/";

    private final OidcSettings settings;
    private final ProviderClient client;
    private final IdTokens tokens;
    private final URI publicUrl;
    private final Clock clock;

    OidcSignIn(
            OidcSettings settings,
            ProviderClient client,
            IdTokens tokens,
            EdgeSettings edge,
            Clock clock) {
        this.settings = settings;
        this.client = client;
        this.tokens = tokens;
        this.publicUrl = edge.publicUrl();
        this.clock = clock;
    }

    /** A sign-in that has begun, and where the browser goes on. */
    public record Begun(PendingSignIn pending, URI location) {}

    /** The providers that are set up. */
    public List<OidcProvider> providers() {
        return settings.providers().keySet().stream()
                .flatMap(name -> settings.provider(name).stream())
                .sorted(Comparator.comparing(OidcProvider::name))
                .toList();
    }

    /**
     * Begins a sign-in.
     *
     * @param returnTo the page to end on; one that is not ours is the first page
     */
    public Mono<Begun> begin(String name, @Nullable String returnTo) {
        return Mono.defer(() -> {
            var provider = require(name);
            var pending = PendingSignIn.begin(name, local(returnTo), clock.instant().plus(LIFE));
            return client.metadata(provider)
                    .map(found -> new Begun(pending, location(provider, found, pending)));
        });
    }

    /** The account that the provider has proven, to the browser that began the sign-in. */
    public Mono<ExternalAccount> finish(
            String name,
            @Nullable String code,
            @Nullable String state,
            @Nullable PendingSignIn pending) {
        return Mono.defer(() -> {
            var provider = require(name);
            if (pending == null || state == null || !isOurs(pending, name, state)) {
                return Mono.error(notBegun());
            }
            if (code == null) {
                return Mono.error(ProviderClient.refused());
            }
            return client.metadata(provider)
                    .flatMap(found ->
                            client.redeem(provider, found, code, pending, callback(provider))
                                    .flatMap(token -> tokens.read(provider, found, token, pending)))
                    .map(OidcSignIn::account);
        });
    }

    private boolean isOurs(PendingSignIn pending, String name, String state) {
        return pending.provider().equals(name)
                && pending.expiresAt().isAfter(clock.instant())
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8),
                        pending.state().getBytes(StandardCharsets.UTF_8));
    }

    private static ExternalAccount account(IdTokens.Account account) {
        var email = account.email();
        if (email == null) {
            throw ProviderClient.refused();
        }
        return new ExternalAccount(
                account.issuer(),
                account.subject(),
                email,
                account.emailVerified(),
                Objects.requireNonNullElse(account.name(), email.split("@", 2)[0]));
    }

    private URI location(OidcProvider provider, ProviderMetadata found, PendingSignIn pending) {
        return UriComponentsBuilder.fromUri(found.authorizationEndpoint())
                .queryParam("response_type", "code")
                .queryParam("scope", "openid email profile")
                .queryParam("client_id", "{client}")
                .queryParam("redirect_uri", "{callback}")
                .queryParam("state", pending.state())
                .queryParam("nonce", pending.nonce())
                .queryParam("code_challenge", pending.challenge())
                .queryParam("code_challenge_method", "S256")
                .encode()
                .buildAndExpand(provider.clientId(), callback(provider).toString())
                .toUri();
    }

    private URI callback(OidcProvider provider) {
        return publicUrl.resolve("/auth/oidc/" + provider.name() + "/callback");
    }

    /** Only pages of our own: a link must not lead elsewhere by way of us. */
    private static String local(@Nullable String returnTo) {
        return returnTo != null
                        && returnTo.startsWith("/")
                        && !returnTo.startsWith("//")
                        && returnTo.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')
                ? returnTo
                : HOME;
    }

    private OidcProvider require(String name) {
        return settings.provider(name)
                .orElseThrow(() ->
                        new ProblemException(
                                OidcError.PROVIDER_NOT_SET_UP,
                                "Sign in with your password, or with another provider."));
    }

    /** This browser has begun nothing that it could finish. */
    public static ProblemException notBegun() {
        return new ProblemException(
                OidcError.SIGN_IN_NOT_BEGUN,
                "The sign-in was begun in another browser, or too long ago; begin again.");
    }
}
