package dev.agentworks.orchestrator.repository.git;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase.PackSource;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The table of packs. */
@Component
class PackRows {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PackRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Transactional
    public List<DfsPackDescription> current(UUID project, DfsRepositoryDescription repository) {
        return jdbc.sql(
                        """
                        select * from git_pack where project_id = :project and replaced_at is null
                        """)
                .param("project", project)
                .query((row, _) -> description(row, repository))
                .list();
    }

    /** Some packs of which is not known whether Git can read them, the oldest first. */
    @Transactional
    public List<Unknown> ofUnknownValidity(int most) {
        return jdbc.sql(
                        """
                        select * from git_pack where validity = 'UNKNOWN' and replaced_at is null
                        order by created_at limit :most
                        """)
                .param("most", most)
                .query((row, _) -> {
                    var project = row.getObject("project_id", UUID.class);
                    return new Unknown(
                            project,
                            description(row, new DfsRepositoryDescription(project.toString())));
                })
                .list();
    }

    @Transactional
    public void judge(Unknown pack, Validity validity) {
        jdbc.sql(
                        """
                        update git_pack set validity = :validity
                        where project_id = :project and name = :name and validity = 'UNKNOWN'
                        """)
                .param("project", pack.project())
                .param("name", PackNames.of(pack.description()))
                .param("validity", validity.name())
                .update();
    }

    private DfsPackDescription description(ResultSet row, DfsRepositoryDescription repository)
            throws SQLException {
        var pack =
                new DfsPackDescription(
                        repository,
                        row.getString("name"),
                        PackSource.valueOf(row.getString("source")));
        pack.setObjectCount(row.getLong("object_count"))
                .setDeltaCount(row.getLong("delta_count"))
                .setIndexVersion(row.getInt("index_version"))
                .setLastModified(row.getTimestamp("created_at").getTime());
        readExtensions(pack, row.getString("extensions"));
        return pack;
    }

    /** Adds new packs and marks those that they replace, in one transaction. */
    @Transactional
    public void commit(
            UUID project,
            Collection<DfsPackDescription> packs,
            Collection<DfsPackDescription> replaced) {
        for (var pack : packs) {
            jdbc.sql(
                            """
                            insert into git_pack (project_id, name, source, extensions, object_count, delta_count, index_version,
                                                  validity)
                            values (:project, :name, :source, :extensions::jsonb, :objects, :deltas, :index, 'VALID')
                            """)
                    .param("project", project)
                    .param("name", PackNames.of(pack))
                    .param("source", pack.getPackSource().name())
                    .param("extensions", extensions(pack))
                    .param("objects", pack.getObjectCount())
                    .param("deltas", pack.getDeltaCount())
                    .param("index", pack.getIndexVersion())
                    .update();
        }
        int gone = 0;
        for (var pack : replaced) {
            gone +=
                    jdbc.sql(
                                    """
                                    update git_pack set replaced_at = now()
                                    where project_id = :project and name = :name and replaced_at is null
                                    """)
                            .param("project", project)
                            .param("name", PackNames.of(pack))
                            .update();
        }
        if (gone < replaced.size()) {
            throw new ConcurrentModificationException("others have replaced these packs");
        }
    }

    @Transactional
    public List<UUID> projectsWithMoreThan(int count) {
        return jdbc.sql(
                        """
                        select project_id from git_pack where replaced_at is null
                        group by project_id having count(*) > :count limit 20
                        """)
                .param("count", count)
                .query((row, _) -> row.getObject("project_id", UUID.class))
                .list();
    }

    /** Packs that were replaced at least that long ago. */
    @Transactional
    public List<Replaced> replacedFor(Duration age) {
        return jdbc.sql(
                        """
                        select project_id, name, extensions from git_pack
                        where replaced_at <= now() - make_interval(secs => :seconds) limit 100
                        """)
                .param("seconds", age.toSeconds())
                .query((row, _) ->
                        new Replaced(
                                row.getObject("project_id", UUID.class),
                                row.getString("name"),
                                List.copyOf(
                                        json.readTree(row.getString("extensions"))
                                                .propertyNames())))
                .list();
    }

    @Transactional
    public void forget(Replaced pack) {
        jdbc.sql("delete from git_pack where project_id = :project and name = :name")
                .param("project", pack.project())
                .param("name", pack.name())
                .update();
    }

    private String extensions(DfsPackDescription pack) {
        var sizes = json.createObjectNode();
        for (var extension : PackExt.values()) {
            if (pack.hasFileExt(extension)) {
                sizes.putArray(extension.getExtension())
                        .add(pack.getFileSize(extension))
                        .add(pack.getBlockSize(extension));
            }
        }
        return sizes.toString();
    }

    private void readExtensions(DfsPackDescription pack, String stored) {
        var sizes = json.readTree(stored);
        for (var extension : PackExt.values()) {
            var size = sizes.path(extension.getExtension());
            if (size.isArray()) {
                pack.addFileExt(extension);
                pack.setFileSize(extension, size.path(0).asLong());
                pack.setBlockSize(extension, size.path(1).asInt());
            }
        }
    }

    /** What was found out about a pack. */
    enum Validity {
        VALID,
        DAMAGED
    }

    /** A pack that was not looked at yet. */
    record Unknown(UUID project, DfsPackDescription description) {}

    /** A pack that another one has replaced. */
    record Replaced(UUID project, String name, List<String> extensions) {}
}
