package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The database ends a connection in the middle of a request, as it does when it is killed. */
class LostConnectionTests extends CoreTest {

    private static final String WAITING =
            "from pg_stat_activity where datname = current_database() and usename = current_user"
                    + " and wait_event_type = 'Lock'";

    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;

    @Test
    void aRequestThatLosesItsConnectionIsToldToTryAgain() throws Exception {
        var person = situations.person();
        var project = situations.project(person);

        var lost = createdWhileItsConnectionEnds(person, project, null);

        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.body().path("type").asString()).endsWith("/unavailable");
        assertThat(cards(person, project)).isEmpty();
    }

    @Test
    void aRequestWithAKeyThatLosesItsConnectionIsMadeOnceWhenItIsRepeated() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var key = UUID.randomUUID().toString();

        var lost = createdWhileItsConnectionEnds(person, project, key);
        var again = created(person, project, key);

        assertThat(lost.status()).isEqualTo(503);
        assertThat(again.status()).isEqualTo(201);
        assertThat(cards(person, project)).hasSize(1);
    }

    /** Lets the request wait for the project's row, then ends the connection that waits. */
    private Answer createdWhileItsConnectionEnds(
            Person person, JsonNode project, @Nullable String key) throws Exception {
        var request =
                TenantScope.call(
                        DatabaseSubject.user(person.id()),
                        () ->
                                transaction.execute(_ -> {
                                    jdbc.sql("select id from project where id = :id for update")
                                            .param(
                                                    "id",
                                                    UUID.fromString(project.path("id").asString()))
                                            .query(UUID.class)
                                            .single();
                                    var waiting =
                                            CompletableFuture.supplyAsync(
                                                    () -> created(person, project, key));
                                    await().atMost(Duration.ofSeconds(20))
                                            .until(() -> count("select count(*) " + WAITING) > 0);
                                    assertThat(
                                                    count(
                                                            "select count(pg_terminate_backend(pid)) "
                                                                    + WAITING))
                                            .isPositive();
                                    return waiting;
                                }));
        return request.get(20, TimeUnit.SECONDS);
    }

    private Answer created(Person person, JsonNode project, @Nullable String key) {
        var path = "/api/projects/" + project.path("id").asString() + "/cards";
        var headers = key == null ? new String[0] : new String[] {"Idempotency-Key", key};
        return situations.as(person, "POST", path, Map.of("title", "Once"), headers);
    }

    private JsonNode cards(Person person, JsonNode project) {
        var path = "/api/projects/" + project.path("id").asString() + "/cards";
        return situations.as(person, "GET", path, null).body().path("items");
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }
}
