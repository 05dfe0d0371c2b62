package dev.agentworks.starter.storage;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Chooses the storage when the service starts. */
@AutoConfiguration(
        afterName = {
            "dev.agentworks.starter.gcp.GoogleCloudAutoConfiguration",
            "com.google.cloud.spring.autoconfigure.core.GcpContextAutoConfiguration"
        })
@ConditionalOnClass(Storage.class)
@EnableConfigurationProperties(StorageSettings.class)
final class StorageAutoConfiguration {

    @Bean
    ObjectStorage objectStorage(
            StorageSettings settings, CredentialsProvider credentials, GcpProjectIdProvider project)
            throws IOException {
        if (!settings.bucket().isBlank()) {
            return inCloud(
                    settings,
                    settings.cloudUrl().equals(StorageSettings.GOOGLE)
                            ? credentials.getCredentials()
                            : NoCredentials.getInstance(),
                    project.getProjectId());
        }
        if (!settings.dir().isBlank()) {
            return new FolderStorage(Path.of(settings.dir()));
        }
        return new UnconfiguredStorage();
    }

    static ObjectStorage inCloud(
            StorageSettings settings, Credentials credentials, String project) {
        var storage =
                StorageOptions.http()
                        .setProjectId(project)
                        .setCredentials(credentials)
                        .setHost(settings.cloudUrl())
                        .setTransportOptions(
                                HttpTransportOptions.newBuilder()
                                        .setConnectTimeout(2_000)
                                        .setReadTimeout(30_000)
                                        .build())
                        .setRetrySettings(
                                RetrySettings.newBuilder()
                                        .setMaxAttempts(5)
                                        .setInitialRetryDelayDuration(Duration.ofMillis(200))
                                        .setRetryDelayMultiplier(2)
                                        .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                                        .setTotalTimeoutDuration(Duration.ofMinutes(2))
                                        .build())
                        .build()
                        .getService();
        return new CloudStorage(storage, settings.bucket());
    }
}
