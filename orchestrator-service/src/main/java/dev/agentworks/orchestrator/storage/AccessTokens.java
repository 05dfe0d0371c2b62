package dev.agentworks.orchestrator.storage;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The tokens with which the service calls Google Cloud. */
interface AccessTokens {

    Token current() throws IOException;

    /** For an emulator, which needs no token. */
    static AccessTokens none() {
        return () -> new Token(null);
    }

    /** Of the instance's service account, or of the developer's login. */
    static AccessTokens ofTheMachine() throws IOException {
        var credentials =
                GoogleCredentials.getApplicationDefault()
                        .createScoped(
                                List.of("https://www.googleapis.com/auth/devstorage.read_write"));
        return () -> {
            credentials.refreshIfExpired();
            return new Token(credentials.getAccessToken().getTokenValue());
        };
    }

    /** The token of one request; empty for an emulator. */
    record Token(@Nullable String value) {

        void addTo(HttpHeaders headers) {
            if (value != null) {
                headers.setBearerAuth(value);
            }
        }

        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
