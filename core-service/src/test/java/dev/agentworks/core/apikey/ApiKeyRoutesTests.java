package dev.agentworks.core.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class ApiKeyRoutesTests extends CoreTest {

    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;
    @Autowired private SettableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void theSecretIsSaidOnceAndKeptNowhere() {
        var owner = situations.person();

        var made = make(owner, "CI", "models", "api:read");
        var secret = made.text("key");
        var listed = list(owner);

        assertThat(made.status()).isEqualTo(201);
        assertThat(secret).startsWith(made.text("prefix")).matches("aw_[0-9A-Za-z]{49}");
        assertThat(made.body().path("scopes").toString()).isEqualTo("[\"api:read\",\"models\"]");
        assertThat(listed.body().path("items")).hasSize(1);
        assertThat(listed.body().at("/items/0/createdBy/name").asString()).isEqualTo("Pat Person");
        assertThat(listed.body().at("/items/0/lastUsedAt").isNull()).isTrue();
        assertThat(listed.body().toString()).doesNotContain(secret.substring(11));
        assertThat(
                        inScope(
                                owner,
                                () ->
                                        jdbc.sql("select row_to_json(k)::text from api_key k")
                                                .query(String.class)
                                                .list()
                                                .toString()))
                .doesNotContain(secret.substring(11));
    }

    @Test
    void aKeyIsGoodForWhatItsCreatorMayNow() {
        var owner = situations.person();
        var admin = situations.member(owner, "ADMIN");
        var made = make(admin, "Bot", "models", "api:read", "api:write");

        var asAdmin = use(made);
        role(owner, admin, "VIEWER");
        var asViewer = use(made);
        role(owner, admin, null);
        var removed = use(made);
        join(owner, admin, "ADMIN");
        var returned = use(made);

        assertThat(asAdmin.text("keyId")).isEqualTo(made.text("id"));
        assertThat(asAdmin.text("workspaceId")).isEqualTo(owner.workspace());
        assertThat(asAdmin.text("userId")).isEqualTo(admin.id());
        assertThat(asAdmin.text("role")).isEqualTo("ADMIN");
        assertThat(asAdmin.body().path("scopes")).hasSize(3);
        assertThat(asViewer.text("role")).isEqualTo("VIEWER");
        assertThat(asViewer.body().path("scopes").toString()).isEqualTo("[\"api:read\"]");
        assertThat(removed.status()).isEqualTo(404);
        assertThat(returned.status()).isEqualTo(404);
    }

    @Test
    void aKeyEndsByRevocationByTimeAndWithItsWorkspace() {
        var owner = situations.person();
        var revoked = make(owner, "Old", "models");
        var expiring =
                situations.as(
                        owner,
                        "POST",
                        "/auth/api-keys",
                        Map.of(
                                "workspaceId",
                                owner.workspace(),
                                "name",
                                "Short",
                                "scopes",
                                List.of("models"),
                                "expiresAt",
                                clock.instant().plus(Duration.ofHours(1)).toString()));
        var lasting = make(owner, "Long", "models");
        assertThat(use(revoked).status()).isEqualTo(200);
        assertThat(use(expiring).status()).isEqualTo(200);

        var path = "/auth/api-keys/" + revoked.text("id");
        assertThat(situations.as(owner, "DELETE", path, null).status()).isEqualTo(204);
        clock.advance(Duration.ofHours(1));

        assertThat(use(revoked).status()).isEqualTo(404);
        assertThat(situations.as(owner, "DELETE", path, null).status()).isEqualTo(404);
        assertThat(use(expiring).status()).isEqualTo(404);
        assertThat(use(lasting).status()).isEqualTo(200);
        situations.as(
                owner,
                "DELETE",
                "/api/workspaces/" + owner.workspace() + "?name=Pat%20Person%27s%20workspace",
                null);
        assertThat(use(lasting).status()).isEqualTo(404);
    }

    @Test
    void lastUseIsWrittenEachMinuteAtMost() {
        var owner = situations.person();
        var made = make(owner, "CI", "models");
        var first = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clock.set(first);
        use(made);
        clock.advance(Duration.ofSeconds(59));
        use(made);
        var after59 = lastUsed(owner);
        clock.advance(Duration.ofSeconds(1));
        use(made);

        assertThat(after59).isEqualTo(first);
        assertThat(lastUsed(owner)).isEqualTo(first.plusSeconds(60));
    }

    @Test
    void ownersAndAdminsOfTheWorkspaceManageItsKeysAndNobodyElse() {
        var owner = situations.person();
        var made = make(owner, "CI", "models");
        var one = "/auth/api-keys/" + made.text("id");

        for (var refused :
                List.of(
                        situations.member(owner, "MEMBER"),
                        situations.member(owner, "VIEWER"),
                        new Person(situations.person().id(), owner.workspace()))) {
            assertThat(make(refused, "Mine", "models").status()).isIn(403, 404);
            assertThat(list(refused).status()).isIn(403, 404);
            assertThat(situations.as(refused, "GET", one, null).status()).isIn(403, 404);
            assertThat(situations.as(refused, "DELETE", one, null).status()).isIn(403, 404);
        }
        var stranger = situations.person();
        assertThat(situations.as(stranger, "DELETE", one, null).status()).isEqualTo(404);

        assertThat(list(situations.member(owner, "ADMIN")).body().path("items")).hasSize(1);
        assertThat(use(made).status()).isEqualTo(200);
    }

    @Test
    void nobodyButTheGatewayIsToldWhatAKeyIsGoodFor() {
        var made = make(situations.person(), "CI", "models");

        assertThat(ask("gateway", "core:api-keys", hash(made)).status()).isEqualTo(200);
        assertThat(ask("gateway", "core:identity", hash(made)).status()).isEqualTo(403);
        assertThat(ask("orchestrator", "core:api-keys", hash(made)).status()).isEqualTo(403);
        assertThat(ask("gateway", "core:api-keys", "no hash").status()).isEqualTo(400);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        var owner = situations.person();

        assertThat(make(owner, "", "models").status()).isEqualTo(400);
        assertThat(make(owner, "All", "everything").status()).isEqualTo(400);
        assertThat(make(owner, "None").status()).isEqualTo(400);
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "POST",
                                        "/auth/api-keys",
                                        Map.of(
                                                "workspaceId",
                                                owner.workspace(),
                                                "name",
                                                "Past",
                                                "scopes",
                                                List.of("models"),
                                                "expiresAt",
                                                "2020-01-01T00:00:00Z"))
                                .status())
                .isEqualTo(400);
        assertThat(list(owner).body().path("items")).isEmpty();
    }

    @Test
    void aWorkspaceHasAHundredKeysAtMost() {
        var owner = situations.person();
        for (int number = 1; number <= 100; number++) {
            assertThat(make(owner, "Key " + number, "models").status()).isEqualTo(201);
        }

        assertThat(make(owner, "One more", "models").text("type")).endsWith("/too-many-api-keys");
        var page =
                situations.as(
                        owner,
                        "GET",
                        "/auth/api-keys?limit=60&workspace=" + owner.workspace(),
                        null);
        var rest =
                situations.as(
                        owner,
                        "GET",
                        "/auth/api-keys?limit=60&workspace="
                                + owner.workspace()
                                + "&cursor="
                                + page.text("nextCursor"),
                        null);
        assertThat(page.body().at("/items/0/name").asString()).isEqualTo("Key 100");
        assertThat(rest.body().path("items")).hasSize(40);
    }

    @Test
    void withAKeyAPersonsOtherWorkspacesAreNotThere() {
        var owner = situations.person();
        var project = situations.project(owner);
        var other = situations.person();
        var othersProject = situations.project(other);
        join(other, owner, "OWNER");
        var key = new ActingUser(owner.id(), Map.of(owner.workspace(), "OWNER"), keyId());

        assertThat(with(key, "GET", "/api/workspaces", null).body().path("items")).hasSize(1);
        assertThat(with(key, "GET", "/api/workspaces/" + other.workspace(), null).status())
                .isEqualTo(404);
        assertThat(with(key, "GET", path(project.path("id").asString()), null).status())
                .isEqualTo(200);
        assertThat(with(key, "GET", path(othersProject.path("id").asString()), null).status())
                .isEqualTo(404);
        assertThat(
                        with(
                                        key,
                                        "POST",
                                        path(othersProject.path("id").asString()) + "/cards",
                                        Map.of("title", "Mine"))
                                .status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(owner, "GET", path(othersProject.path("id").asString()), null)
                                .status())
                .isEqualTo(200);
        // a token that names several is none the gateway makes
        var both =
                new ActingUser(
                        owner.id(),
                        Map.of(owner.workspace(), "OWNER", other.workspace(), "OWNER"),
                        keyId());
        assertThat(with(both, "GET", "/api/workspaces", null).status()).isEqualTo(403);
    }

    @Test
    void aKeyDecidesNothing() {
        var owner = situations.person();
        var project = situations.project(owner);
        var card = situations.card(owner, project, 0);
        var document = situations.document(owner, card, "BLUEPRINT");
        var key = new ActingUser(owner.id(), Map.of(owner.workspace(), "OWNER"), keyId());
        var cardPath = "/api/cards/" + card.path("id").asString();
        var lanes = Map.of("lanes", List.of(Map.of("number", 0, "requireApproval", false)));

        for (var refused :
                List.of(
                        with(key, "POST", cardPath + "/approve", Map.of()),
                        with(key, "POST", cardPath + "/reject", Map.of()),
                        with(key, "POST", "/api/documents/" + document + "/approve", Map.of()),
                        with(key, "POST", "/api/documents/" + document + "/reject", Map.of()),
                        with(key, "PUT", path(project.path("id").asString()) + "/workflow", lanes),
                        with(
                                key,
                                "PUT",
                                cardPath + "/move",
                                Map.of("toLane", 1, "override", true, "reason", "it hurries")),
                        with(key, "POST", "/api/workspaces", Map.of("name", "Mine")),
                        with(key, "GET", "/auth/api-keys?workspace=" + owner.workspace(), null),
                        with(
                                key,
                                "POST",
                                "/auth/api-keys",
                                Map.of(
                                        "workspaceId",
                                        owner.workspace(),
                                        "name",
                                        "Child",
                                        "scopes",
                                        List.of("models"))))) {
            assertThat(refused.status()).isEqualTo(403);
        }

        var written = with(key, "POST", cardPath + "/comments", Map.of("body", "From a program"));
        assertThat(written.status()).isEqualTo(201);
        assertThat(with(key, "PUT", cardPath + "/move", Map.of("toLane", 1)).status())
                .isEqualTo(409);
    }

    private Answer make(Person person, String name, String... scopes) {
        return situations.as(
                person,
                "POST",
                "/auth/api-keys",
                Map.of("workspaceId", person.workspace(), "name", name, "scopes", scopes));
    }

    private Answer list(Person person) {
        return situations.as(person, "GET", "/auth/api-keys?workspace=" + person.workspace(), null);
    }

    private Answer use(Answer made) {
        return ask("gateway", "core:api-keys", hash(made));
    }

    private Answer ask(String service, String scope, String hash) {
        return situations.call(
                tokens().bearer(service, null, scope),
                "POST",
                "/internal/api-keys/use",
                Map.of("hash", hash));
    }

    private Answer with(ActingUser key, String method, String path, @Nullable Object body) {
        return situations.call(tokens().bearer("gateway", key, "core:public"), method, path, body);
    }

    private Instant lastUsed(Person owner) {
        return Instant.parse(list(owner).body().at("/items/0/lastUsedAt").asString());
    }

    /** Gives the member this role, or none any more. */
    private void role(Person owner, Person member, @Nullable String role) {
        var change =
                role == null
                        ? "delete from membership where workspace_id = :workspace and person_id = :person"
                        : "update membership set role = '%s' where workspace_id = :workspace and person_id = :person"
                                .formatted(role);
        inScope(
                owner,
                () ->
                        jdbc.sql(change)
                                .param("workspace", UUID.fromString(owner.workspace()))
                                .param("person", UUID.fromString(member.id()))
                                .update());
    }

    private void join(Person owner, Person newcomer, String role) {
        inScope(
                owner,
                () ->
                        jdbc.sql(
                                        "insert into membership (workspace_id, person_id, role, since) values (?, ?, ?, now())")
                                .params(
                                        UUID.fromString(owner.workspace()),
                                        UUID.fromString(newcomer.id()),
                                        role)
                                .update());
    }

    private <T> T inScope(Person person, java.util.function.Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.user(person.id()), () -> transaction.execute(_ -> work.get()));
    }

    private static String keyId() {
        return UUID.randomUUID().toString();
    }

    private static String path(String project) {
        return "/api/projects/" + project;
    }

    private static String hash(Answer made) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(made.text("key").getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
