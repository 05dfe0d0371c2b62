package dev.agentworks.monitor.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A connection pool for reading only, so that slow readers do not block the storing of lines. */
@Component
public class ReadPool implements DisposableBean {
    private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ReadPool(DataSource writing, HistorySettings settings, MeterRegistry meters)
            throws SQLException {
        var config = new HikariConfig();
        writing.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("history");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setReadOnly(true);
        this.pool = new HikariDataSource(config);
        this.jdbc = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.transaction.setReadOnly(true);
    }

    /** Reads rows of one workspace; row security hides all others. */
    public <T> T inWorkspace(UUID workspace, Function<JdbcClient, T> read) {
        return answer(() -> {
            jdbc.sql(SET_TENANT).param(workspace.toString()).query(String.class).single();
            return read.apply(jdbc);
        });
    }

    /** Calls one of the database functions that work across workspaces. */
    public <T> T acrossWorkspaces(Function<JdbcClient, T> read) {
        return read.apply(jdbc);
    }

    @Override
    public void destroy() {
        pool.close();
    }

    private <T> T answer(java.util.function.Supplier<T> read) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> read.get()));
    }
}
