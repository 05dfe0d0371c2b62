package dev.agentworks.starter.persistence;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import tools.jackson.databind.json.JsonMapper;

/** Configures Hibernate where a service has it. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({SessionFactory.class, HibernatePropertiesCustomizer.class, JsonMapper.class})
final class PersistenceAutoConfiguration {
    /** A taken key, a lost lock or a lost connection is the same exception by JPA and by JDBC. */
    @Bean
    @ConditionalOnMissingBean
    SQLExceptionTranslator sqlExceptionTranslator() {
        return new SQLExceptionSubclassTranslator();
    }

    /** JSON columns are read and written as the service reads and writes JSON elsewhere. */
    @Bean
    HibernatePropertiesCustomizer jsonColumns(JsonMapper json) {
        return properties ->
                properties.put(
                        MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(json));
    }
}
