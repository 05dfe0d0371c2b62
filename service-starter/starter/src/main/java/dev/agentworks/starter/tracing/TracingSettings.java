package dev.agentworks.starter.tracing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go.
 *
 * @param otlpEndpoint base address of an OTLP receiver over HTTP; empty for none
 */
@ConfigurationProperties("agentworks.tracing")
record TracingSettings(
        @DefaultValue("") String otlpEndpoint, @DefaultValue("5s") Duration timeout) {}
