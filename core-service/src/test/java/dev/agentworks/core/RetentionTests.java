package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What nobody can come back to is forgotten, and nothing else. */
class RetentionTests extends CoreTest {
    @Autowired private ApplicationContext context;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transactions;

    @Test
    void answersToEffectsAreForgottenLongAfterTheirRun() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 1);
        for (var key : new String[] {"old", "young"}) {
            situations.effect(
                    person,
                    key,
                    Map.of(
                            "cardId",
                            card.path("id").asString(),
                            "runId",
                            card.path("id").asString(),
                            "agentId",
                            "PRD",
                            "kind",
                            "add_comment",
                            "body",
                            "said " + key));
        }
        in(
                person,
                () ->
                        jdbc.sql(
                                        "update applied_effect set applied_at = now() - interval '200 days' where key = 'old'")
                                .update());

        assertThat(forget("effects", 180)).isEqualTo(1);

        assertThat(forget("effects", 180)).isZero();
        assertThat(
                        in(
                                person,
                                () ->
                                        jdbc.sql("select key from applied_effect")
                                                .query((row, _) -> row.getString("key"))
                                                .list()))
                .containsExactly("young");
    }

    @Test
    void sessionsAreForgottenWithTheirUsedTokensAfterTheyExpired() {
        var person = situations.person();
        session(person, "expired long ago", -40);
        session(person, "expired lately", -20);
        session(person, "open", 20);

        forget("sessions", 30);

        assertThat(
                        jdbc.sql(
                                        """
                                        select user_agent from session join session_used_token on session_id = id
                                        where person_id = ?::uuid order by expires_at
                                        """)
                                .param(person.id())
                                .query((row, _) -> row.getString("user_agent"))
                                .list())
                .containsExactly("expired lately", "open");
        jdbc.sql("update session_used_token set used_at = now() - interval '70 days'").update();

        forget("used-tokens", 60);

        assertThat(jdbc.sql("select count(*) from session_used_token").query(Long.class).single())
                .isZero();
    }

    private void session(Situations.Person person, String agent, int expiresInDays) {
        jdbc.sql(
                        """
                        with made as (
                            insert into session (id, person_id, token_hash, user_agent, address, created_at, expires_at)
                            values (gen_random_uuid(), :person::uuid, decode(md5(random()::text), 'hex'), :agent, '', now(),
                                    now() + make_interval(days => :days))
                            returning id)
                        insert into session_used_token (token_hash, session_id, used_at)
                        select decode(md5(random()::text), 'hex'), id, now() from made
                        """)
                .param("person", person.id())
                .param("agent", agent)
                .param("days", expiresInDays)
                .update();
    }

    private int forget(String rule, int days) {
        return new RetentionRules(context).forget(rule, Duration.ofDays(days), 1000);
    }

    private <T> T in(Situations.Person person, Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.tenant(person.workspace()),
                        () -> transactions.execute(_ -> work.get())));
    }
}
