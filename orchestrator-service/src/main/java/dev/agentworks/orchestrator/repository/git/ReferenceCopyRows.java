package dev.agentworks.orchestrator.repository.git;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Which repositories have references that were not copied into the object storage yet. */
@Component
class ReferenceCopyRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReferenceCopyRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional
    public List<UUID> projectsToCopy(int most) {
        return jdbc.sql(
                        "select project_id from repository where refs_copied < refs_revision limit :most")
                .param("most", most)
                .query((row, _) -> row.getObject("project_id", UUID.class))
                .list();
    }

    /** The references and the number of their last change, read together. */
    @Transactional
    public Optional<Uncopied> find(UUID project) {
        return jdbc.sql(
                        """
                        select refs_revision, refs_copied,
                               (select coalesce(jsonb_object_agg(name, object_id), '{}')
                                from git_ref where git_ref.project_id = repository.project_id) as refs
                        from repository where project_id = :project and refs_copied < refs_revision
                        """)
                .param("project", project)
                .query((row, _) ->
                        new Uncopied(
                                row.getLong("refs_revision"),
                                row.getLong("refs_copied"),
                                refs(row.getString("refs"))))
                .optional();
    }

    /** Whether this copy is the newest now. */
    @Transactional
    public boolean copied(UUID project, Uncopied copy) {
        return jdbc.sql(
                                """
                                update repository set refs_copied = :revision
                                where project_id = :project and refs_copied = :before
                                """)
                        .param("project", project)
                        .param("revision", copy.revision())
                        .param("before", copy.copied())
                        .update()
                == 1;
    }

    private Map<String, String> refs(String stored) {
        var refs = new HashMap<String, String>();
        json.readTree(stored)
                .properties()
                .forEach(ref -> refs.put(ref.getKey(), ref.getValue().asString()));
        return refs;
    }

    /** References of a repository, with the number they have now and that of the last copy. */
    record Uncopied(long revision, long copied, Map<String, String> refs) {}
}
