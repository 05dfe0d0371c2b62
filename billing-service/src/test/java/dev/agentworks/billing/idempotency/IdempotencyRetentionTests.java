package dev.agentworks.billing.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import dev.agentworks.starter.test.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "billing")
class IdempotencyRetentionTests {
    @Autowired ApplicationContext context;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    private final String person = UUID.randomUUID().toString();

    @Test
    void answersAreForgottenThatNoClientAsksForAnyMore() {
        answered("yesterday", Duration.ofHours(25));
        answered("today", Duration.ofHours(1));

        new RetentionRules(context).forget("idempotent-requests", Duration.ofDays(1), 1000);

        assertThat(
                        in(() ->
                                jdbc.sql("select convert_from(id, 'UTF8') from idempotent_request")
                                        .query(String.class)
                                        .list()))
                .isEqualTo(List.of("today" + person));
    }

    private void answered(String key, Duration ago) {
        in(() ->
                jdbc.sql(
                                """
                                insert into idempotent_request
                                values (?, ?, '', 201, '', '', now() - make_interval(secs => ?))
                                """)
                        .param((key + person).getBytes(StandardCharsets.UTF_8))
                        .param(person)
                        .param(ago.toSeconds())
                        .update());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.user(person), () -> transactions.execute(_ -> work.get())));
    }
}
