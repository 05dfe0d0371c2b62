package dev.agentworks.orchestrator.agent;

import dev.agentworks.orchestrator.agent.CustomAgents.StoredAgent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table of the agents that projects added. */
@Repository
class CustomAgentTable {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CustomAgentTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<StoredAgent> find(UUID project, String id) {
        return jdbc.sql("select * from own_agent where project_id = :project and agent_id = :id")
                .param("project", project)
                .param("id", id)
                .query((row, _) -> read(row))
                .optional();
    }

    List<StoredAgent> all(UUID project) {
        return jdbc.sql("select * from own_agent where project_id = :project order by agent_id")
                .param("project", project)
                .query((row, _) -> read(row))
                .list();
    }

    /** Empty when the project has an agent of this id. */
    Optional<StoredAgent> add(UUID project, UUID workspace, CustomAgent agent, String command) {
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
                .query((row, _) -> read(row))
                .optional();
    }

    /** Empty when the agent is gone or no longer at this version. */
    Optional<StoredAgent> replace(UUID project, long version, CustomAgent agent) {
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
                .query((row, _) -> read(row))
                .optional();
    }

    boolean remove(UUID project, String id) {
        return jdbc.sql("delete from own_agent where project_id = :project and agent_id = :id")
                        .param("project", project)
                        .param("id", id)
                        .update()
                == 1;
    }

    private StoredAgent read(ResultSet row) throws SQLException {
        return new StoredAgent(
                json.readValue(row.getString("definition"), CustomAgent.class),
                row.getLong("version"),
                row.getString("made_by"));
    }
}
