package dev.agentworks.router.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a silent owner is believed to live.
 *
 * @param lease several times as long as the pause between two renewals
 */
@ConfigurationProperties("agentworks.router.ledger")
record LedgerSettings(@DefaultValue("30s") Duration lease) {}
