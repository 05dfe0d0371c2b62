package dev.agentworks.billing.usage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the intake.
 *
 * @param concurrency messages handled at once; they wait for a shared commit and hold no connection
 */
@ConfigurationProperties("agentworks.usage")
record UsageSettings(@DefaultValue("256") int concurrency) {}
