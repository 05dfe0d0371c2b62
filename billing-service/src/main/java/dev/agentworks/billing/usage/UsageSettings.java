package dev.agentworks.billing.usage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake.
 *
 * @param concurrency messages handled at once
 */
@ConfigurationProperties("agentworks.usage")
record UsageSettings(@DefaultValue("8") int concurrency) {}
