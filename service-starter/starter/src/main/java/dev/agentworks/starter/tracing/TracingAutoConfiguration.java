package dev.agentworks.starter.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Decides at run time whether traces are exported: Boot's own switch is fixed when an image is
 * built.
 */
@AutoConfiguration
@ConditionalOnClass({OtlpHttpSpanExporter.class, SpanExporter.class})
@EnableConfigurationProperties(TracingSettings.class)
final class TracingAutoConfiguration {
    @Bean
    SpanExporter configuredSpanExporter(TracingSettings settings) {
        if (settings.otlpEndpoint().isBlank()) {
            return SpanExporter.composite();
        }
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.otlpEndpoint().replaceAll("/+$", "") + "/v1/traces")
                .setTimeout(settings.timeout())
                .build();
    }
}
