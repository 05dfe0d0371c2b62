package dev.agentworks.monitor.waker;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What the orchestrator's view says is due; nothing where the orchestrator is not in reach. */
@Repository
@EnableConfigurationProperties(WakerSettings.class)
class DueWork {

    /** One look at a time among all instances. */
    private static final long LOOK = 7_402_118_955_013L;

    private final JdbcClient jdbc;
    private final WakerSettings settings;

    DueWork(JdbcClient jdbc, WakerSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Transactional
    public List<Due> look() {
        return isReadable() && isMyTurn() ? read() : List.of();
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

    private boolean isMyTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:look)")
                .param("look", LOOK)
                .query(Boolean.class)
                .single();
    }

    private List<Due> read() {
        return jdbc.sql(
                        """
                        select run_id, workspace_id from %s
                        where due_since < now() - :millis * interval '1 millisecond'
                        order by due_since
                        limit :most
                        """
                                .formatted(settings.view()))
                .param("millis", settings.patience().toMillis())
                .param("most", settings.most())
                .query((row, _) ->
                        new Due(
                                row.getObject("run_id", UUID.class),
                                row.getObject("workspace_id", UUID.class)))
                .list();
    }

    /** A run that is due; without one, something else waits for an instance to be awake. */
    record Due(@Nullable UUID run, @Nullable UUID workspace) {}
}
