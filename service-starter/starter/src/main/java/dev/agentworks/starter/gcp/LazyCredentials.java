package dev.agentworks.starter.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.auth.Credentials;
import com.google.cloud.spring.core.CredentialsSupplier;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Spring Cloud GCP's credentials, looked for when they are first needed. Looking for them at start
 * asks the metadata server, which costs seconds where there is none and nothing is to be signed.
 */
final class LazyCredentials implements CredentialsProvider {
    private final CredentialsSupplier settings;
    private @Nullable CredentialsProvider found;

    LazyCredentials(CredentialsSupplier settings) {
        this.settings = settings;
    }

    @Override
    public synchronized Credentials getCredentials() throws IOException {
        var known = found;
        if (known == null) {
            known = new DefaultCredentialsProvider(settings);
            found = known;
        }
        return known.getCredentials();
    }
}
