package dev.agentworks.starter.tenancy;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionExecutionListener;

/** Binds row security to transactions, wherever there is a database. */
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({DataSource.class, DataSourceUtils.class})
@ConditionalOnBean(DataSource.class)
final class TenancyAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SubjectSql subjectSql() {
        return SubjectSql.SETTINGS;
    }

    @Bean
    TransactionExecutionListener subjectListener(DataSource dataSource, SubjectSql sql) {
        return new SubjectListener(dataSource, sql);
    }
}
