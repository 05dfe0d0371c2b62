package dev.agentworks.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.test.SettableClock;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workspaces and accounts come to an end, and then nothing of them is left. */
class DeletionTests extends CoreTest {

    private static final String NAME = "Pat Person's workspace";
    private static final String PASSWORD = "correct horse battery";

    @Autowired private WorkspaceDeletion deletion;
    @Autowired private JdbcClient jdbc;
    @Autowired private Environment environment;
    @Autowired private SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void aDeletedWorkspaceIsGoneForEverybodyAndTheOwnerMayHaveItBack() {
        var owner = situations.person();
        var member = situations.member(owner, "ADMIN");
        var project = situations.project(owner);
        var card = "/api/cards/" + situations.card(owner, project, 0).path("id").asString();

        assertThat(delete(owner, NAME).status()).isEqualTo(204);

        assertThat(situations.as(owner, "GET", card, null).status()).isEqualTo(404);
        assertThat(situations.as(member, "GET", card, null).status()).isEqualTo(404);
        assertThat(deleted(member).body().path("items")).isEmpty();
        var kept = deleted(owner).body().path("items");
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).path("name").asString()).isEqualTo(NAME);
        assertThat(restore(member, owner).status()).isEqualTo(404);

        assertThat(restore(owner, owner).status()).isEqualTo(200);
        assertThat(restore(owner, owner).status()).isEqualTo(200);

        assertThat(situations.as(member, "GET", card, null).status()).isEqualTo(200);
        assertThat(deleted(owner).body().path("items")).isEmpty();
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "GET",
                                        "/api/workspaces/" + owner.workspace() + "/audit-log",
                                        null)
                                .body()
                                .path("items")
                                .valueStream()
                                .map(item -> item.path("action").asString()))
                .startsWith("workspace.restored", "workspace.deleted");
    }

    @Test
    void theNameIsTypedAsConfirmation() {
        var owner = situations.person();

        var wrong = delete(owner, "another");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("query:name");
        assertThat(
                        situations
                                .as(owner, "DELETE", "/api/workspaces/" + owner.workspace(), null)
                                .status())
                .isEqualTo(400);
        assertThat(situations.project(owner).path("id").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, 403", "MEMBER, 403", "VIEWER, 403"})
    void onlyOwnersDelete(String role, int status) {
        var owner = situations.person();

        assertThat(delete(situations.member(owner, role), NAME).status()).isEqualTo(status);
        assertThat(delete(situations.person(), owner, NAME).status()).isEqualTo(404);
    }

    @Test
    void afterItsTimeNothingOfAWorkspaceIsLeftAndNothingOfOthersIsGone() throws SQLException {
        var owner = situations.confirmedPerson();
        var neighbour = situations.confirmedPerson();
        for (var person : List.of(owner, neighbour)) {
            fill(person);
        }
        var before = rows(neighbour);
        delete(owner, NAME);
        clock.advance(Duration.ofDays(29));
        purgeAll();
        assertThat(deleted(owner).body().path("items")).hasSize(1);

        clock.advance(Duration.ofDays(2));
        purgeAll();

        assertThat(rows(owner)).isEmpty();
        assertThat(rows(neighbour)).isEqualTo(before);
        assertThat(before.keySet())
                .contains("card", "document", "invitation", "audit_entry", "api_key", "feed_event");
        assertThat(restore(owner, owner).status()).isEqualTo(404);
    }

    @Test
    void anAccountEndsWithItsSessionsMembershipsAndOwnWorkspace() {
        var owner = situations.person();
        var leaver = situations.person();
        var email = situations.email(leaver);
        var guest = join(owner, leaver);
        var session =
                internal(
                        "/internal/sessions",
                        Map.of("userId", leaver.id(), "userAgent", "test", "address", "::1"));

        var wrong = end(leaver, "not this one");
        var ended = end(leaver, PASSWORD);

        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("/password");
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body().path("ended").toString()).contains(session.text("sessionId"));
        assertThat(
                        internal(
                                        "/internal/users/verify",
                                        Map.of("email", email, "password", PASSWORD))
                                .status())
                .isEqualTo(401);
        assertThat(
                        situations
                                .as(guest, "GET", "/api/workspaces/" + owner.workspace(), null)
                                .status())
                .isEqualTo(404);
        assertThat(situations.email(leaver)).doesNotContain(email).endsWith(".invalid");
        // the address is free again
        assertThat(
                        internal(
                                        "/internal/users",
                                        Map.of(
                                                "email",
                                                email,
                                                "password",
                                                PASSWORD,
                                                "name",
                                                "Pat Again"))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void theOnlyOwnerOfOthersWorkspaceStays() {
        var owner = situations.person();
        situations.member(owner, "ADMIN");

        var refused = end(owner, PASSWORD);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("/last-owner");
        assertThat(refused.text("workspaceId")).isEqualTo(owner.workspace());
        assertThat(
                        situations
                                .as(owner, "GET", "/api/workspaces/" + owner.workspace(), null)
                                .status())
                .isEqualTo(200);
    }

    private void purgeAll() {
        boolean more = true;
        while (more) {
            more = deletion.purgeNext();
        }
    }

    private Person join(Person owner, Person newcomer) {
        situations.inScope(
                owner,
                () ->
                        jdbc.sql(
                                        "insert into membership (workspace_id, person_id, role, since) values (?, ?, 'MEMBER', now())")
                                .params(
                                        UUID.fromString(owner.workspace()),
                                        UUID.fromString(newcomer.id()))
                                .update());
        return new Person(newcomer.id(), owner.workspace());
    }

    private void fill(Person person) {
        var project = situations.project(person);
        var card = situations.card(person, project, 1);
        situations.child(person, card, "FEATURE");
        situations.document(person, card, "RESEARCH");
        situations.as(
                person,
                "POST",
                "/api/workspaces/" + person.workspace() + "/invitations",
                Map.of("email", UUID.randomUUID() + "@example.com", "role", "VIEWER"));
        situations.as(
                person,
                "POST",
                "/auth/api-keys",
                Map.of(
                        "workspaceId",
                        person.workspace(),
                        "name",
                        "CI",
                        "scopes",
                        List.of("models")));
    }

    /**
     * How many rows of each table belong to the person's workspace; tables without one are left
     * out.
     */
    private Map<String, Long> rows(Person person) throws SQLException {
        // as the owner of the tables, who is shown all rows
        try (var connection =
                        DriverManager.getConnection(
                                environment.getRequiredProperty("spring.datasource.url"),
                                environment.getRequiredProperty("spring.flyway.user"),
                                environment.getRequiredProperty("spring.flyway.password"));
                var statement = connection.createStatement()) {
            var rows = new TreeMap<String, Long>();
            for (var table : tables()) {
                try (var found =
                        statement.executeQuery(
                                "select count(*) from core.%s where workspace_id = '%s'"
                                        .formatted(table, person.workspace()))) {
                    found.next();
                    if (found.getLong(1) > 0) {
                        rows.put(table, found.getLong(1));
                    }
                }
            }
            return rows;
        }
    }

    private List<String> tables() {
        return jdbc.sql(
                        """
                        select c.relname from pg_class c
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
                        where c.relkind = 'r' and c.relnamespace = 'core'::regnamespace
                        """)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Answer delete(Person person, String name) {
        return delete(person, person, name);
    }

    private Answer delete(Person person, Person of, String name) {
        return situations.as(
                person,
                "DELETE",
                "/api/workspaces/%s?name=%s"
                        .formatted(of.workspace(), URLEncoder.encode(name, StandardCharsets.UTF_8)),
                null);
    }

    private Answer deleted(Person person) {
        return situations.as(person, "GET", "/api/deleted-workspaces", null);
    }

    private Answer restore(Person person, Person of) {
        return situations.as(
                person, "POST", "/api/workspaces/" + of.workspace() + "/restore", null);
    }

    private Answer end(Person person, String password) {
        return internal(
                "/internal/users/" + person.id() + "/deletion", Map.of("password", password));
    }

    private Answer internal(String path, Map<String, Object> body) {
        return situations.internal("POST", path, "core:identity", body);
    }
}
