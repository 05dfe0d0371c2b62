package dev.agentworks.orchestrator.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Chooses the storage when the service starts. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    ObjectStorage objectStorage(StorageSettings settings) throws IOException {
        if (!settings.bucket().isBlank()) {
            return inCloud(settings);
        }
        if (!settings.dir().isBlank()) {
            return new FolderStorage(Path.of(settings.dir()));
        }
        return new UnconfiguredStorage();
    }

    private static ObjectStorage inCloud(StorageSettings settings) throws IOException {
        var tokens =
                settings.cloudUrl().equals(StorageSettings.GOOGLE)
                        ? AccessTokens.ofTheMachine()
                        : AccessTokens.none();
        return inCloud(settings, tokens);
    }

    static ObjectStorage inCloud(StorageSettings settings, AccessTokens tokens) {
        var timeouts =
                HttpClientSettings.defaults()
                        .withConnectTimeout(Duration.ofSeconds(2))
                        .withReadTimeout(Duration.ofSeconds(30));
        var http =
                RestClient.builder()
                        .baseUrl(settings.cloudUrl())
                        .requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(timeouts))
                        .build();
        return new CloudStorage(http, settings.bucket(), tokens, retries());
    }

    // of the 4xx answers only "too many requests" is worth a retry
    private static RetryTemplate retries() {
        return new RetryTemplate(
                RetryPolicy.builder()
                        .maxRetries(4)
                        .delay(Duration.ofMillis(200))
                        .multiplier(2)
                        .jitter(Duration.ofMillis(100))
                        .predicate(failure ->
                                !(failure instanceof HttpClientErrorException)
                                        || failure
                                                instanceof HttpClientErrorException.TooManyRequests)
                        .build());
    }
}
