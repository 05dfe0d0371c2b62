package dev.agentworks.orchestrator.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Ranges from past runs, and how often they hold. */
@ServiceTest(service = "orchestrator")
@TestPropertySource(
        properties = {
            "agentworks.runs.sweep=1h",
            "agentworks.estimates.remembered=0s",
            "agentworks.services.core.url=http://127.0.0.1:9",
            "agentworks.services.router.url=http://127.0.0.1:9"
        })
class EstimatesTests {

    @Autowired Estimates estimates;
    @Autowired JdbcClient jdbc;

    @Test
    void aRangeLeavesATenthOnEachSideAndIsRoundedOutwards() {
        var paid =
                IntStream.rangeClosed(1, 99)
                        .mapToObj(cents -> new BigDecimal(cents).movePointLeft(2))
                        .toList();

        assertThat(PriceRange.of(paid))
                .isEqualTo(new Estimate(new BigDecimal("0.1"), new BigDecimal("0.9")));
        assertThat(PriceRange.of(List.of(new BigDecimal("0.1234"))))
                .isEqualTo(new Estimate(new BigDecimal("0.061"), new BigDecimal("0.25")));
    }

    @Test
    void eightOfTenRunsCostWhatWasSaid() {
        var workspace = UUID.randomUUID();
        var random = new Random(20260101);
        var typical = new BigDecimal("0.40");

        for (int run = 0; run < 300; run++) {
            var estimate = estimates.of(workspace, "PLANNER", 4, "openai", "none").orElse(null);
            // a few dear runs among many usual ones, as models are
            var price =
                    typical.multiply(
                            BigDecimal.valueOf(Math.exp(random.nextGaussian() * 0.6)),
                            MathContext.DECIMAL32);
            completed(workspace, "PLANNER", 4, price, estimate);
        }

        var kept = Objects.requireNonNull(estimates.accuracy().get("PLANNER"));
        assertThat(kept.runs()).isEqualTo(299);
        assertThat(kept.rate()).isGreaterThanOrEqualTo(0.8);
        assertThat(kept.rate()).isLessThan(0.95);
    }

    @Test
    void onlyRunsOfTheSameAgentLaneAndWorkspaceCount() {
        var workspace = UUID.randomUUID();
        completed(workspace, "DOCS", 9, new BigDecimal("7"), null);
        completed(workspace, "DOCS", 3, new BigDecimal("1"), null);
        completed(workspace, "QA", 3, new BigDecimal("2"), null);
        completed(UUID.randomUUID(), "DOCS", 3, new BigDecimal("5"), null);

        assertThat(estimates.of(workspace, "DOCS", 3, "openai", "none"))
                .contains(new Estimate(new BigDecimal("0.5"), new BigDecimal("2")));
        assertThat(estimates.of(UUID.randomUUID(), "DOCS", 3, "openai", "none")).isEmpty();
    }

    private void completed(
            UUID workspace, String agent, int lane, BigDecimal price, @Nullable Estimate estimate) {
        jdbc.sql(
                        """
                        insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number, lane_visit_no,
                            agent_id, trigger_kind, triggered_by, status, price, estimate_low, estimate_high, finished_at)
                        values (:id, :id::text, :workspace, :id, :id, :lane, 1, :agent, 'MANUAL', 'user:1', 'COMPLETED',
                            :price, :low, :high, clock_timestamp())
                        """)
                .param("id", UUID.randomUUID())
                .param("workspace", workspace)
                .param("lane", lane)
                .param("agent", agent)
                .param("price", price)
                .param("low", estimate == null ? null : estimate.low())
                .param("high", estimate == null ? null : estimate.high())
                .update();
    }
}
