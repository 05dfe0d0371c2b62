package dev.agentworks.starter.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.secretmanager.v1.SecretManagerServiceClient;
import com.google.cloud.secretmanager.v1.SecretManagerServiceSettings;
import com.google.cloud.spring.core.CredentialsSupplier;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import java.io.IOException;

/** Reads secrets from Google's Secret Manager; loaded only by a service that names a secret. */
final class SecretManagerReader implements SecretReader {
    private final SecretManagerServiceClient client;

    SecretManagerReader(SecretManagerServiceSettings settings) throws IOException {
        client = SecretManagerServiceClient.create(settings);
    }

    static SecretReader open(CredentialsSupplier credentials) throws IOException {
        return new SecretManagerReader(
                SecretManagerServiceSettings.newBuilder()
                        .setCredentialsProvider(new DefaultCredentialsProvider(credentials))
                        .build());
    }

    @Override
    public String read(SecretAddress address) throws IOException {
        try {
            return client.accessSecretVersion(address.toString())
                    .getPayload()
                    .getData()
                    .toStringUtf8();
        } catch (ApiException e) {
            throw new IOException(e.getStatusCode().getCode().name(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
