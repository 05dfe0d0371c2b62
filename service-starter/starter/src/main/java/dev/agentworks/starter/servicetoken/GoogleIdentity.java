package dev.agentworks.starter.servicetoken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * On Cloud Run, the token signed by Google that lets a call into another service of ours. It stands
 * in a header of its own, because our own token is in {@code Authorization}. Whether this is Cloud
 * Run is asked when a call is made, not when an image is built.
 */
public final class GoogleIdentity {
    /** Where Cloud Run looks for the token before {@code Authorization}. */
    public static final String HEADER = "X-Serverless-Authorization";

    private static final String METADATA_HOST = "metadata.google.internal";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RENEW_BEFORE_END = Duration.ofMinutes(5);
    private final PropertyResolver properties;
    private final Clock clock;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    GoogleIdentity(PropertyResolver properties, Clock clock, JsonMapper json) {
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    /** Whether this process runs on Cloud Run. */
    public boolean isNeeded() {
        return !properties.getProperty("K_SERVICE", "").isBlank();
    }

    /**
     * The header's value for a call to this address; empty elsewhere than on Cloud Run. Asks the
     * metadata server when no token with some life left is known.
     */
    public Optional<String> bearerFor(URI address) throws IOException {
        if (!isNeeded()) {
            return Optional.empty();
        }
        var audience = address.getScheme() + "://" + address.getAuthority();
        try {
            return Optional.of("Bearer " + tokens.compute(audience, this::current).value());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Token current(String audience, @Nullable Token known) {
        var now = clock.instant();
        if (known != null && known.end().isAfter(now.plus(RENEW_BEFORE_END))) {
            return known;
        }
        try {
            return fetch(audience);
        } catch (IOException e) {
            if (known != null && known.end().isAfter(now)) {
                return known;
            }
            throw new UncheckedIOException(e);
        }
    }

    private Token fetch(String audience) throws IOException {
        var host = properties.getProperty("GCE_METADATA_HOST", METADATA_HOST);
        var address =
                "http://%s/computeMetadata/v1/instance/service-accounts/default/identity?format=full&audience=%s"
                        .formatted(host, URLEncoder.encode(audience, StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(PATIENCE)
                        .header("Metadata-Flavor", "Google")
                        .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("the metadata server answered " + answer.statusCode());
            }
            return new Token(answer.body().strip(), end(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the metadata server was asked", e);
        }
    }

    // not verified: it is ours to send, and the receiver's to judge
    private Instant end(String token) throws IOException {
        try {
            var claims = json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
            return Instant.ofEpochSecond(claims.required("exp").asLong());
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the metadata server's answer is no token", e);
        }
    }

    private record Token(String value, Instant end) {}
}
