package dev.agentworks.starter.tenancy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sets the subject of each transaction in the database, until the transaction ends. */
final class SubjectListener implements TransactionExecutionListener {
    private static final Logger log = LoggerFactory.getLogger(SubjectListener.class);
    private final DataSource dataSource;
    private final SubjectSql sql;

    SubjectListener(DataSource dataSource, SubjectSql sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        var subject = TenantScope.current();
        // the settings of NOBODY are empty anyway; other data sources have no row security
        if (failure == null
                && !subject.equals(DatabaseSubject.NOBODY)
                && TransactionSynchronizationManager.hasResource(dataSource)) {
            apply(subject);
        }
    }

    private void apply(DatabaseSubject subject) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.prepareStatement(sql.text())) {
            statement.setString(1, subject.userId() == null ? "" : subject.userId());
            statement.setString(2, subject.tenantId() == null ? "" : subject.tenantId());
            statement.execute();
        } catch (SQLException e) {
            // throwing here would leave the transaction open on this thread; without the settings
            // row security shows nothing, and on the broken connection later statements fail
            log.warn("The subject of a transaction could not be set in the database", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
