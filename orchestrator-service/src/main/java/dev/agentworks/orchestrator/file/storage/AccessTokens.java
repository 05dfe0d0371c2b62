package dev.agentworks.orchestrator.file.storage;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Who the service is for Google Cloud. */
interface AccessTokens {

    Token current() throws IOException;

    /** For stand-ins that ask nobody who they are. */
    static AccessTokens none() {
        return () -> new Token(null);
    }

    /** The service account of the instance, or what the developer is logged in with. */
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

    /** What a request carries. */
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
