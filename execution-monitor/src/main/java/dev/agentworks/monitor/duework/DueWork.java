package dev.agentworks.monitor.duework;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the due work from the orchestrator's view; nothing when the view cannot be read. */
@Repository
@EnableConfigurationProperties(DueWorkSettings.class)
class DueWork {

    /** The advisory lock that lets one instance at a time look for due work. */
    private static final long LOCK = 7_402_118_955_013L;

    private final JdbcClient jdbc;
    private final DueWorkSettings settings;

    DueWork(JdbcClient jdbc, DueWorkSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Transactional
    public List<Due> find() {
        return isReadable() && tryLock() ? read() : List.of();
    }

    private boolean isReadable() {
        return Optional.ofNullable(
                        jdbc.sql(
                                        """
                                        select case when to_regclass(:view) is not null
                                                    then has_table_privilege(to_regclass(:view), 'select') end
                                        """)
                                .param("view", settings.view())
                                .query(Boolean.class)
                                .optional()
                                .orElse(null))
                .orElse(false);
    }

    private boolean tryLock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private List<Due> read() {
        return jdbc.sql(
                        """
                        select run_id, workspace_id from %s
                        where due_since < now() - :millis * interval '1 millisecond'
                        order by due_since
                        limit :limit
                        """
                                .formatted(settings.view()))
                .param("millis", settings.minimumAge().toMillis())
                .param("limit", settings.limit())
                .query((row, _) ->
                        new Due(
                                row.getObject("run_id", UUID.class),
                                row.getObject("workspace_id", UUID.class)))
                .list();
    }

    /** A run that is due; without a run, other work of the orchestrator is due. */
    record Due(@Nullable UUID run, @Nullable UUID workspace) {}
}
