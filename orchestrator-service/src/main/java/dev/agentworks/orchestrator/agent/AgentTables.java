package dev.agentworks.orchestrator.agent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What projects changed about agents, and the agents they added. */
@Repository
class AgentTables {

    private static final TypeReference<TreeMap<String, AgentSettings>> SETTINGS =
            new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AgentTables(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Version 0 and nothing when the project changed nothing yet. */
    Config config(UUID project) {
        return jdbc.sql("select version, agents from agent_config where project_id = :project")
                .param("project", project)
                .query((row, _) -> config(row))
                .optional()
                .orElse(new Config(0, Map.of()));
    }

    /** Replaces what the project changed; empty when it is no longer at this version. */
    Optional<Config> change(
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
                .query((row, _) -> config(row))
                .optional();
    }

    Optional<Own> own(UUID project, String id) {
        return jdbc.sql("select * from own_agent where project_id = :project and agent_id = :id")
                .param("project", project)
                .param("id", id)
                .query((row, _) -> own(row))
                .optional();
    }

    List<Own> owns(UUID project) {
        return jdbc.sql("select * from own_agent where project_id = :project order by agent_id")
                .param("project", project)
                .query((row, _) -> own(row))
                .list();
    }

    /** Empty when the project has an agent of this id. */
    Optional<Own> add(UUID project, UUID workspace, OwnAgent agent, String command) {
        return jdbc.sql(
                        """
                        insert into own_agent (project_id, agent_id, workspace_id, definition, made_by)
                        values (:project, :id, :workspace, :agent::jsonb, :command)
                        on conflict do nothing
                        returning *
                        """)
                .param("project", project)
                .param("id", agent.id())
                .param("workspace", workspace)
                .param("agent", json.writeValueAsString(agent))
                .param("command", command)
                .query((row, _) -> own(row))
                .optional();
    }

    /** Empty when the agent is gone or no longer at this version. */
    Optional<Own> replace(UUID project, long version, OwnAgent agent) {
        return jdbc.sql(
                        """
                        update own_agent set definition = :agent::jsonb, version = version + 1, updated_at = now()
                        where project_id = :project and agent_id = :id and version = :version
                        returning *
                        """)
                .param("project", project)
                .param("id", agent.id())
                .param("version", version)
                .param("agent", json.writeValueAsString(agent))
                .query((row, _) -> own(row))
                .optional();
    }

    boolean remove(UUID project, String id) {
        return jdbc.sql("delete from own_agent where project_id = :project and agent_id = :id")
                        .param("project", project)
                        .param("id", id)
                        .update()
                == 1;
    }

    private Config config(ResultSet row) throws SQLException {
        return new Config(
                row.getLong("version"), json.readValue(row.getString("agents"), SETTINGS));
    }

    private Own own(ResultSet row) throws SQLException {
        return new Own(
                json.readValue(row.getString("definition"), OwnAgent.class),
                row.getLong("version"),
                row.getString("made_by"));
    }

    record Config(long version, Map<String, AgentSettings> agents) {}

    record Own(OwnAgent agent, long version, String madeBy) {}
}
