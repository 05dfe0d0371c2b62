package dev.agentworks.router.routing;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Projects' own rules, remembered for a few seconds so that calls need not wait. */
@Component
public class RoutingRuleStore {
    /** Speaks for every agent without a rule of its own. */
    static final String DEFAULT = "default";

    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final String OF_PROJECT =
            """
            select agent_id, targets, fallbacks
            from routing_rule
            where workspace_id = :workspace
                and project_id = :project
            order by agent_id
            """;

    private static final String PUT =
            """
            insert into routing_rule (workspace_id, project_id, agent_id, targets, fallbacks)
            values (:workspace, :project, :agent, cast(:targets as jsonb), cast(:fallbacks as jsonb))
            on conflict (project_id, agent_id) do update
            set targets = excluded.targets, fallbacks = excluded.fallbacks, updated_at = clock_timestamp()
            """;

    private static final String DELETE =
            """
            delete from routing_rule
            where workspace_id = :workspace
                and project_id = :project
                and agent_id = :agent
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Map<UUID, Remembered> remembered = new ConcurrentHashMap<>();

    RoutingRuleStore(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
    }

    /** The rule for the agent, or the project's for all others. */
    Optional<RoutingRule> find(UUID workspace, UUID project, @Nullable String agentId) {
        var rules = current(workspace, project);
        return Optional.ofNullable(agentId)
                .map(rules::get)
                .or(() -> Optional.ofNullable(rules.get(DEFAULT)));
    }

    /** By agent id. */
    public Map<String, RoutingRule> of(UUID workspace, UUID project) {
        return in(
                workspace,
                () ->
                        jdbc
                                .sql(OF_PROJECT)
                                .param("workspace", workspace)
                                .param("project", project)
                                .query((row, _) ->
                                        Map.entry(
                                                row.getString("agent_id"),
                                                new RoutingRule(
                                                        targets(row.getString("targets")),
                                                        targets(row.getString("fallbacks")))))
                                .list()
                                .stream()
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public void put(UUID workspace, UUID project, String agentId, RoutingRule rule) {
        in(
                workspace,
                () ->
                        jdbc.sql(PUT)
                                .param("workspace", workspace)
                                .param("project", project)
                                .param("agent", agentId)
                                .param("targets", json.writeValueAsString(rule.targets()))
                                .param("fallbacks", json.writeValueAsString(rule.fallbacks()))
                                .update());
        remembered.remove(project);
    }

    public boolean delete(UUID workspace, UUID project, String agentId) {
        boolean deleted =
                in(
                        workspace,
                        () ->
                                jdbc.sql(DELETE)
                                                .param("workspace", workspace)
                                                .param("project", project)
                                                .param("agent", agentId)
                                                .update()
                                        == 1);
        remembered.remove(project);
        return deleted;
    }

    @Scheduled(fixedDelayString = "PT30S")
    void forget() {
        remembered.values().removeIf(it -> !it.isFresh());
    }

    private Map<String, RoutingRule> current(UUID workspace, UUID project) {
        var known = remembered.get(project);
        if (known != null && known.workspace().equals(workspace) && known.isFresh()) {
            return known.rules();
        }
        var rules = of(workspace, project);
        remembered.put(project, new Remembered(workspace, rules, System.nanoTime()));
        return rules;
    }

    private List<RuleTarget> targets(String text) {
        return Arrays.asList(json.readValue(text, RuleTarget[].class));
    }

    private <T> T in(UUID workspace, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace.toString()),
                () -> transactions.execute(_ -> work.get()));
    }

    private record Remembered(UUID workspace, Map<String, RoutingRule> rules, long at) {
        boolean isFresh() {
            return System.nanoTime() - at < REMEMBERED.toNanos();
        }
    }
}
