package dev.agentworks.monitor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.starter.messaging.InboundSubscription;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class IntakeShareTests extends MonitorTest {
    @Autowired List<InboundSubscription> subscriptions;
    @Autowired DataSource pool;

    @Test
    void noMoreMessagesAreHandledAtOnceThanThereAreConnections() throws Exception {
        var connections = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();

        assertThat(subscriptions.stream().mapToInt(InboundSubscription::maxConcurrency).sum())
                .isLessThan(connections);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 8, 12, 20, 64})
    void eachKindOfMessageHasItsShareOfAPoolOfAnySize(int connections) {
        var share = IntakeShare.of(connections, 16);

        assertThat(share.events()).isPositive();
        assertThat(share.lines()).isBetween(share.events(), 16);
        assertThat(share.events() + share.lines())
                .isLessThanOrEqualTo(Math.max(2, connections - 3));
    }
}
