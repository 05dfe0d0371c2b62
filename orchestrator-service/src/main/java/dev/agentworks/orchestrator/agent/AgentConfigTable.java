package dev.agentworks.orchestrator.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of what projects changed about agents. */
@Repository
class AgentConfigTable {

    private static final TypeReference<TreeMap<String, AgentSettings>> SETTINGS =
            new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AgentConfigTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Version 0 without settings when the project changed nothing yet. */
    AgentConfig find(UUID project) {
        return jdbc.sql("select version, agents from agent_config where project_id = :project")
                .param("project", project)
                .query((row, _) -> read(row))
                .optional()
                .orElse(new AgentConfig(0, Map.of()));
    }

    /** Replaces the settings; empty when the project is no longer at this version. */
    Optional<AgentConfig> change(
            UUID project,
            UUID workspace,
            long version,
            Map<String, AgentSettings> agents,
            String by) {
        return jdbc.sql(
                        """
                        insert into agent_config as config (project_id, workspace_id, version, agents, updated_by)
                        select :project, :workspace, 1, :agents::jsonb, :by
                        where :version = 0 or exists (select 1 from agent_config where project_id = :project)
                        on conflict (project_id) do update
                            set version = config.version + 1, agents = excluded.agents,
                                updated_by = excluded.updated_by, updated_at = now()
                            where config.version = :version
                        returning version, agents
                        """)
                .param("project", project)
                .param("workspace", workspace)
                .param("version", version)
                .param("agents", json.writeValueAsString(agents))
                .param("by", by)
                .query((row, _) -> read(row))
                .optional();
    }

    private AgentConfig read(ResultSet row) throws SQLException {
        return new AgentConfig(
                row.getLong("version"), json.readValue(row.getString("agents"), SETTINGS));
    }
}
