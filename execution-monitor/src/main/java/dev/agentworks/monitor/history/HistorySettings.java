package dev.agentworks.monitor.history;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the history is read.
 *
 * @param connections for reading; writing lines has a pool of its own
 */
@Validated
@ConfigurationProperties("agentworks.history")
record HistorySettings(@DefaultValue("8") @Positive int connections) {}
