package dev.agentworks.router.provider.google;

import com.google.auth.oauth2.GoogleCredentials;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Short-lived tokens, asked for when they are needed and kept until they end. */
@Component
class GoogleTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private final Map<Secret, GoogleCredentials> credentials = new ConcurrentHashMap<>();

    /**
     * The token that opens Vertex AI.
     *
     * @throws UncheckedIOException none can be had; nothing was asked of Vertex AI
     */
    String of(Access access) {
        var key = access.key();
        if (!key.isEmpty() && !key.value().stripLeading().startsWith("{")) {
            // somebody else keeps it fresh
            return key.value();
        }
        if (access.simulated()) {
            return "simulated";
        }
        try {
            var found = credentials.computeIfAbsent(key, GoogleTokens::open);
            found.refreshIfExpired();
            return found.getAccessToken().getTokenValue();
        } catch (IOException e) {
            throw new UncheckedIOException("no token for Vertex AI", e);
        }
    }

    private static GoogleCredentials open(Secret key) {
        try {
            var found =
                    key.isEmpty()
                            ? GoogleCredentials.getApplicationDefault()
                            : GoogleCredentials.fromStream(
                                    new ByteArrayInputStream(
                                            key.value().getBytes(StandardCharsets.UTF_8)));
            return found.createScoped(SCOPE);
        } catch (IOException e) {
            throw new UncheckedIOException("no account for Vertex AI", e);
        }
    }
}
