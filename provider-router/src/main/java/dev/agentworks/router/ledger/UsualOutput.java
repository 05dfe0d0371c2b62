package dev.agentworks.router.ledger;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How much nineteen of twenty answers of an agent and model put out at most, of late. */
@Component
public class UsualOutput {
    private static final String COUNT =
            """
            select agent_id, model,
                percentile_disc(0.95) within group (order by visible_output + reasoning)
            from llm_call
            where state = 'SUCCEEDED'
                and agent_id is not null
                and finished_at > clock_timestamp() - interval '14 days'
            group by agent_id, model
            having count(*) >= 20
            """;

    private final JdbcClient jdbc;
    private volatile Map<Who, Long> known = Map.of();

    UsualOutput(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Tokens; none when too few answers are known. */
    public OptionalLong of(@Nullable String agentId, String model) {
        var tokens = agentId == null ? null : known.get(new Who(agentId, model));
        return tokens == null ? OptionalLong.empty() : OptionalLong.of(tokens);
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT10M")
    void count() {
        known =
                jdbc
                        .sql(COUNT)
                        .query((row, _) ->
                                Map.entry(
                                        new Who(row.getString(1), row.getString(2)),
                                        row.getLong(3)))
                        .list()
                        .stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    private record Who(String agentId, String model) {}
}
