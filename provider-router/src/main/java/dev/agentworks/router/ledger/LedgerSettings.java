package dev.agentworks.router.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a silent owner is believed to live, and how long calls are remembered.
 *
 * @param lease several times as long as the pause between two renewals
 * @param answers are given again for so long; then only what a call cost is known
 * @param calls are known for so long, thirty days at least
 */
@ConfigurationProperties("agentworks.router.ledger")
record LedgerSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("14d") Duration answers,
        @DefaultValue("90d") Duration calls) {
    LedgerSettings {
        if (calls.compareTo(Duration.ofDays(30)) < 0 || calls.compareTo(answers) < 0) {
            throw new IllegalArgumentException(
                    "calls are remembered for thirty days and as long as their answers");
        }
    }
}
