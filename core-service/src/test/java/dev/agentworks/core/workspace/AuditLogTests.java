package dev.agentworks.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What people change in a workspace can be read later: who, what, when, from where. */
class AuditLogTests extends CoreTest {

    @Autowired private JdbcClient jdbc;

    @Test
    void whatConcernsMembersIsWrittenWithWhoDidIt() {
        var owner = situations.confirmedPerson();
        var member = situations.member(owner, "MEMBER");
        situations.as(
                owner,
                "PUT",
                workspace(owner) + "/members/" + member.id(),
                Map.of("role", "ADMIN"),
                "X-Client-Address",
                "192.0.2.7");
        situations.as(
                owner,
                "POST",
                workspace(owner) + "/invitations",
                Map.of("email", "guest@example.com", "role", "VIEWER"));
        situations.as(owner, "DELETE", workspace(owner) + "/members/" + member.id(), null);

        var items = read(owner, "").body().path("items");

        assertThat(actions(items))
                .containsExactly(
                        "member.removed",
                        "invitation.sent",
                        "member.role-changed",
                        "workspace.created");
        var change = items.get(2);
        assertThat(change.at("/actor/kind").asString()).isEqualTo("person");
        assertThat(change.at("/actor/id").asString()).isEqualTo(owner.id());
        assertThat(change.at("/actor/name").asString()).isEqualTo("Pat Person");
        assertThat(change.at("/thing/id").asString()).isEqualTo(member.id());
        assertThat(change.path("details").toString())
                .contains("\"from\":\"MEMBER\"", "\"to\":\"ADMIN\"");
        assertThat(change.path("address").asString()).isEqualTo("192.0.2.7");
        assertThat(items.get(3).at("/actor/id").asString()).isEqualTo(owner.id());
    }

    @Test
    void whatIsRefusedLeavesNoEntry() {
        var owner = situations.person();

        situations.as(owner, "DELETE", workspace(owner) + "/members/" + owner.id(), null);

        assertThat(actions(read(owner, "").body().path("items")))
                .containsExactly("workspace.created");
    }

    @Test
    void keysAreMadeAndRevokedInTheLog() {
        var owner = situations.person();
        var key =
                situations.as(
                        owner,
                        "POST",
                        "/auth/api-keys",
                        Map.of(
                                "workspaceId",
                                owner.workspace(),
                                "name",
                                "CI",
                                "scopes",
                                List.of("models")));
        situations.as(owner, "DELETE", "/auth/api-keys/" + key.text("id"), null);

        var items = read(owner, "").body().path("items");

        assertThat(actions(items))
                .containsExactly("api-key.revoked", "api-key.created", "workspace.created");
        assertThat(items.get(1).at("/thing/name").asString()).isEqualTo("CI");
        assertThat(items.toString()).doesNotContain(key.text("key"));
    }

    @Test
    void whatPeopleAndAgentsDoToCardsStandsThereToo() {
        var owner = situations.person();
        var card = situations.card(owner, situations.project(owner), 1);
        situations.child(owner, card, "FEATURE");

        var items = read(owner, "").body().path("items");

        assertThat(actions(items))
                .containsExactly("card.created", "card.created", "workspace.created");
        assertThat(items.get(0).at("/actor/kind").asString()).isEqualTo("agent");
        assertThat(items.get(0).at("/actor/name").asString()).isEqualTo("QA");
        assertThat(items.get(0).at("/actor/runId").asString()).isNotEmpty();
        assertThat(items.get(1).at("/actor/kind").asString()).isEqualTo("person");
        assertThat(items.get(1).at("/actor/id").asString()).isEqualTo(owner.id());
        assertThat(items.get(1).at("/thing/id").asString()).isEqualTo(card.path("id").asString());
        assertThat(items.get(1).at("/thing/name").asString()).endsWith("-1 A card");
        assertThat(read(owner, "?action=card.created").body().path("items")).hasSize(2);
        assertThat(read(owner, "?actor=" + owner.id()).body().path("items")).hasSize(2);
        var first = read(owner, "?limit=1").body();
        var rest = read(owner, "?cursor=" + first.path("nextCursor").asString()).body();
        assertThat(rest.path("items")).hasSize(2);
        assertThat(rest.path("items").toString())
                .doesNotContain(first.at("/items/0/id").asString());
    }

    @Test
    void isReadInPagesAndByFilters() {
        var owner = situations.person();
        for (int i = 0; i < 5; i++) {
            situations.as(owner, "PUT", workspace(owner), Map.of("name", "Name " + i));
        }
        var all = read(owner, "").body().path("items");
        assertThat(all).hasSize(6);

        var paged = new ArrayList<String>();
        var cursor = "";
        do {
            var page = read(owner, "?limit=2" + cursor).body();
            page.path("items").forEach(item -> paged.add(item.path("id").asString()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(paged)
                .containsExactlyElementsOf(
                        all.valueStream().map(item -> item.path("id").asString()).toList());
        assertThat(read(owner, "?action=workspace.created").body().path("items")).hasSize(1);
        assertThat(read(owner, "?actor=" + owner.id()).body().path("items")).hasSize(6);
        assertThat(read(owner, "?actor=" + UUID.randomUUID()).body().path("items")).isEmpty();
        var third = all.get(2).path("at").asString();
        assertThat(read(owner, "?from=" + third).body().path("items")).hasSize(3);
        assertThat(read(owner, "?to=" + third).body().path("items")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"action=x", "actor=x", "from=x", "to=yesterday", "who=me", "cursor=x"})
    void aFilterThatIsNotUnderstoodIsRefused(String filter) {
        var owner = situations.person();

        var refused = read(owner, "?" + filter);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asString())
                .isEqualTo("query:" + filter.split("=", 2)[0]);
    }

    @ParameterizedTest
    @CsvSource({"OWNER, 200", "ADMIN, 200", "MEMBER, 403", "VIEWER, 403"})
    void ownersAndAdminsReadIt(String role, int status) {
        var owner = situations.person();

        assertThat(read(situations.member(owner, role), "").status()).isEqualTo(status);
    }

    @Test
    void strangersDoNotReadIt() {
        var owner = situations.person();
        var stranger = situations.person();

        assertThat(situations.as(stranger, "GET", workspace(owner) + "/audit-log", null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_entry set action = 'x'", "delete from audit_entry"})
    void theServiceItselfCannotChangeIt(String statement) {
        var owner = situations.person();

        assertThatThrownBy(() -> situations.inScope(owner, () -> jdbc.sql(statement).update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static List<String> actions(JsonNode items) {
        return items.valueStream().map(item -> item.path("action").asString()).toList();
    }

    private Answer read(Person person, String query) {
        return situations.as(person, "GET", workspace(person) + "/audit-log" + query, null);
    }

    private static String workspace(Person person) {
        return "/api/workspaces/" + person.workspace();
    }
}
