package dev.agentworks.starter.gcp;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.spring.autoconfigure.core.GcpProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives Google's clients the credentials of this service. */
@AutoConfiguration(
        beforeName = "com.google.cloud.spring.autoconfigure.core.GcpContextAutoConfiguration")
@EnableConfigurationProperties(GcpProperties.class)
final class GoogleCloudAutoConfiguration {
    @Bean
    CredentialsProvider googleCredentials(GcpProperties settings) {
        return new LazyCredentials(settings);
    }
}
