package dev.agentworks.orchestrator.estimate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Says what a run will cost from what runs of its kind cost in the same workspace, and from the
 * model's price where there were none.
 */
@Repository
@EnableConfigurationProperties(EstimateSettings.class)
public class Estimates {

    private static final int PAST = 200;
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final ModelPrices prices;
    private final EstimateSettings settings;
    private final Map<Kind, Known> remembered = new ConcurrentHashMap<>();

    Estimates(JdbcClient jdbc, ModelPrices prices, EstimateSettings settings) {
        this.jdbc = jdbc;
        this.prices = prices;
        this.settings = settings;
    }

    /** The range for a coming run; empty when nothing is known of the model either. */
    public Optional<Estimate> of(
            UUID workspace, String agent, int lane, String provider, String model) {
        var past = past(new Kind(workspace, agent, lane));
        return past.isEmpty()
                ? prices.of(provider, model)
                        .map(rate -> {
                            var markup = markup(workspace);
                            return PriceRange.rounded(
                                    rate.of(settings.lowInput(), settings.lowOutput())
                                            .multiply(markup),
                                    rate.of(settings.highInput(), settings.highOutput())
                                            .multiply(markup));
                        })
                : past;
    }

    // asked for each run that is queued, and hardly another from one run to the next
    private Optional<Estimate> past(Kind kind) {
        var known = remembered.get(kind);
        if (known != null && System.nanoTime() - known.since() < settings.remembered().toNanos()) {
            return known.range();
        }
        var paid = paid(kind.workspace(), kind.agent(), kind.lane());
        var range = paid.isEmpty() ? Optional.<Estimate>empty() : Optional.of(PriceRange.of(paid));
        if (remembered.size() >= MOST) {
            remembered.clear();
        }
        remembered.put(kind, new Known(range, System.nanoTime()));
        return range;
    }

    /** How accurate each agent's estimates were, in the asking user's workspaces. */
    public Map<String, Accuracy> accuracy() {
        return jdbc
                .sql(
                        """
                        select agent_id, count(*) as runs, count(*) filter (where estimate_hit) as inside
                        from run where estimate_hit is not null
                        group by agent_id
                        """)
                .query((row, _) ->
                        Map.entry(
                                row.getString("agent_id"),
                                new Accuracy(row.getLong("runs"), row.getLong("inside"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<BigDecimal> paid(UUID workspace, String agent, int lane) {
        return jdbc.sql(
                        """
                        select price from (
                            select price from run
                            where workspace_id = :workspace and agent_id = :agent and status = 'COMPLETED'
                              and lane_number = :lane
                            order by finished_at desc
                            limit :past) latest
                        order by price
                        """)
                .param("workspace", workspace)
                .param("agent", agent)
                .param("lane", lane)
                .param("past", PAST)
                .query((row, _) -> row.getBigDecimal(1))
                .list();
    }

    // what the workspace's plan says is billing's to know; its last runs show it
    private BigDecimal markup(UUID workspace) {
        return jdbc.sql(
                        """
                        select price, cost from run
                        where workspace_id = :workspace and status = 'COMPLETED' and cost > 0
                        order by finished_at desc
                        limit 1
                        """)
                .param("workspace", workspace)
                .query((row, _) ->
                        row.getBigDecimal("price")
                                .divide(row.getBigDecimal("cost"), MathContext.DECIMAL64))
                .optional()
                .orElse(settings.markup());
    }

    /** How many estimated runs completed, and how many of them cost what was estimated. */
    public record Accuracy(long runs, long inside, double rate) {

        Accuracy(long runs, long inside) {
            this(runs, inside, (double) inside / runs);
        }
    }

    /** Runs that cost alike. */
    private record Kind(UUID workspace, String agent, int lane) {}

    private record Known(Optional<Estimate> range, long since) {}
}
