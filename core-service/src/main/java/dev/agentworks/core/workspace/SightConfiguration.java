package dev.agentworks.core.workspace;

import dev.agentworks.starter.tenancy.SubjectSql;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A transaction finds out which workspaces it sees when it begins, once for all its statements. */
@Configuration(proxyBeanMethods = false)
class SightConfiguration {

    @Bean
    SubjectSql subjectSql() {
        return new SubjectSql("select begin_as(?, ?)");
    }
}
