package dev.agentworks.router.budget;

import dev.agentworks.starter.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the budget of a run is kept after its last call; the ledger keeps what was spent. */
@Configuration(proxyBeanMethods = false)
class BudgetRetention {
    @Bean
    RetentionRule runBudgetRetention() {
        return RetentionRule.deleting(
                "run-budgets",
                Duration.ofDays(90),
                "budget",
                "scope = 'RUN' and held = 0 and updated_at < now() - make_interval(secs => :age)");
    }
}
