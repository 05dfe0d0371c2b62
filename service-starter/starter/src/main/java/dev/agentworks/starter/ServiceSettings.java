package dev.agentworks.starter;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who this service is.
 *
 * @param name as in tokens, subscriptions, and the names of its schema and roles
 */
@Validated
@ConfigurationProperties("agentworks.service")
public record ServiceSettings(@Pattern(regexp = "[a-z][a-z0-9-]{1,30}") String name) {}
