package dev.agentworks.starter.retention;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.DefaultSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class RetentionRuleTests {
    private static final RetentionRule RULE =
            RetentionRule.deleting("lines", Duration.ofDays(3), "line", "true");

    @Test
    void aTimeForARuleThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> sweep(Map.of("lnies", Duration.ofDays(1))))
                .hasMessageContaining("lnies")
                .hasMessageContaining("[lines]");
    }

    @Test
    void nothingIsForgottenAtOnce() {
        assertThatThrownBy(() -> sweep(Map.of("lines", Duration.ZERO)))
                .hasMessageContaining("forget everything at once");
        assertThatThrownBy(() -> RetentionRule.deleting("lines", Duration.ZERO, "line", "true"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RetentionSweep sweep(Map<String, Duration> keep) {
        var defaults = DefaultSettings.of("agentworks.retention", RetentionSettings.class);
        return new RetentionSweep(
                JdbcClient.create(new SingleConnectionDataSource()),
                new TransactionTemplate(),
                List.of(RULE),
                new RetentionSettings(
                        defaults.period(),
                        defaults.batch(),
                        defaults.pause(),
                        defaults.timeout(),
                        keep),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }
}
