package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.repository.RefMove;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of references. */
@Component
class RefRows {

    private final JdbcClient jdbc;

    RefRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public Map<String, ObjectId> all(UUID project) {
        var refs = new HashMap<String, ObjectId>();
        jdbc.sql("select name, object_id from git_ref where project_id = :project")
                .param("project", project)
                .query((row, _) ->
                        Map.entry(
                                row.getString("name"),
                                ObjectId.fromString(row.getString("object_id"))))
                .list()
                .forEach(ref -> refs.put(ref.getKey(), ref.getValue()));
        return refs;
    }

    /** Moves all of them, or none when one has moved since it was read. */
    @Transactional
    public boolean move(UUID project, List<RefMove> moves) {
        // a concurrent move of this project's references waits here, and then reads ours
        jdbc.sql("select project_id from repository where project_id = :project for update")
                .param("project", project)
                .query(UUID.class)
                .single();
        var refs = all(project);
        if (moves.stream().anyMatch(move -> !Objects.equals(refs.get(move.name()), move.from()))) {
            return false;
        }
        moves.forEach(move -> put(project, move));
        return true;
    }

    private void put(UUID project, RefMove move) {
        if (move.to() == null) {
            jdbc.sql("delete from git_ref where project_id = :project and name = :name")
                    .param("project", project)
                    .param("name", move.name())
                    .update();
            return;
        }
        jdbc.sql(
                        """
                        insert into git_ref (project_id, name, object_id) values (:project, :name, :id)
                        on conflict (project_id, name) do update set object_id = :id, updated_at = now()
                        """)
                .param("project", project)
                .param("name", move.name())
                .param("id", move.to().name())
                .update();
    }
}
