package dev.agentworks.core.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Comments: who may change them, and whom they mention. */
class CommentRoutesTests extends CoreTest {

    private Person owner;
    private Person member;
    private String card;

    @BeforeEach
    void aCardWithTwoPeople() {
        owner = situations.person();
        member = situations.member(owner, "MEMBER");
        situations.rename(owner, "Olga Owner");
        situations.rename(member, "Max");
        card = "/api/cards/" + id(situations.card(owner, situations.project(owner), 5));
    }

    @Test
    void anAuthorChangesACommentAndItSaysSo() {
        var said = comment(member, "Frist");
        assertThat(said.path("editedAt").isNull()).isTrue();

        var edited = edit(member, said, "First");

        assertThat(edited.text("body")).isEqualTo("First");
        assertThat(edited.text("editedAt")).isNotEmpty();
        assertThat(edited.text("createdAt")).isEqualTo(said.path("createdAt").asString());
        assertThat(listed().getFirst()).isEqualTo(edited.body());
        var entry = history().getFirst();
        assertThat(entry.path("action").asString()).isEqualTo("comment-edited");
        assertThat(entry.at("/changes/body/from").asString()).isEqualTo("Frist");
        assertThat(entry.at("/changes/body/to").asString()).isEqualTo("First");
        assertThat(entry.path("actor").asString()).isEqualTo("user:" + member.id());
    }

    @Test
    void theSameTextAgainIsNoChange() {
        var said = comment(member, "First");

        var same = edit(member, said, "First");

        assertThat(same.body().path("editedAt").isNull()).isTrue();
        assertThat(history().getFirst().path("action").asString()).isEqualTo("commented");
    }

    @Test
    void nobodyChangesWhatAnotherSaid() {
        var said = comment(member, "Mine");
        var byAgent = agentComment("By an agent");

        assertThat(edit(owner, said, "Yours").status()).isEqualTo(403);
        assertThat(edit(owner, byAgent, "Yours").status()).isEqualTo(403);
        assertThat(delete(member, comment(owner, "Ours")).status()).isEqualTo(403);
        assertThat(delete(member, byAgent).status()).isEqualTo(403);
        assertThat(listed()).hasSize(3);
    }

    @Test
    void anAuthorOrAnAdminDeletesACommentAndItsTextIsGone() {
        var own = comment(member, "secret one");
        var foreign = comment(member, "secret two");
        var agents = agentComment("secret three");

        assertThat(delete(member, own).status()).isEqualTo(204);
        assertThat(delete(owner, foreign).status()).isEqualTo(204);
        assertThat(delete(owner, agents).status()).isEqualTo(204);
        assertThat(delete(owner, agents).status()).isEqualTo(404);

        assertThat(listed()).isEmpty();
        assertThat(history().getFirst().path("action").asString()).isEqualTo("comment-deleted");
        assertThat(history().toString()).doesNotContain("secret");
    }

    @Test
    void aStrangerAndAnotherCardFindNoComment() {
        var said = comment(member, "Here");
        var stranger = situations.person();
        var other = "/api/cards/" + id(situations.card(owner, situations.project(owner), 5));

        assertThat(edit(stranger, said, "There").status()).isEqualTo(404);
        assertThat(delete(stranger, said).status()).isEqualTo(404);
        assertThat(situations.as(owner, "DELETE", other + "/comments/" + id(said), null).status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        member,
                                        "PUT",
                                        card + "/comments/" + UUID.randomUUID(),
                                        Map.of("body", "x"))
                                .status())
                .isEqualTo(404);
        assertThat(edit(situations.member(owner, "VIEWER"), said, "x").status()).isEqualTo(403);
    }

    @Test
    void aWrongChangeIsNamed() {
        var said = comment(member, "Here");

        for (var body : List.of("{}", "{\"body\":\" \"}", "{\"body\":null}")) {
            var refused = situations.as(member, "PUT", card + "/comments/" + id(said), body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/body");
        }
        var unknown =
                situations.as(
                        member,
                        "PUT",
                        card + "/comments/" + id(said),
                        "{\"body\":\"x\",\"author\":\"user:1\"}");
        assertThat(unknown.status()).isEqualTo(400);
    }

    @Test
    void membersAreMentionedByNameAddressOrIdAndNobodyElse() {
        var said =
                comment(
                        member,
                        "Look, @Olga Owner, and @max: ask @Nobody at mail@max.example, @user:%s. `@Max`"
                                .formatted(owner.id()));

        assertThat(said.path("mentions").valueStream().map(it -> it.path("id").asString()))
                .containsExactly(owner.id(), member.id());
        assertThat(said.path("body").asString())
                .isEqualTo(
                        "Look, @Olga Owner, and @Max: ask @Nobody at mail@max.example, @Olga Owner. `@Max`");
        assertThat(history().getFirst().at("/changes/mentioned/to").toString())
                .contains(owner.id(), member.id());
    }

    @Test
    void theLongerNameIsMeant() {
        var other = situations.member(owner, "MEMBER");
        situations.rename(other, "Max Power");

        assertThat(mentioned("Ask @Max Power")).containsExactly(other.id());
        assertThat(mentioned("Ask @Max")).containsExactly(member.id());
        assertThat(mentioned("Ask @Maxine")).isEmpty();
    }

    @Test
    void aMentionKeepsThePersonWhenTheirNameChanges() {
        comment(owner, "Thanks, @Max!");
        situations.rename(member, "Maximilian");

        var said = listed().getFirst();

        assertThat(said.path("body").asString()).isEqualTo("Thanks, @Maximilian!");
        assertThat(said.at("/mentions/0/id").asString()).isEqualTo(member.id());
    }

    @Test
    void somebodyOutsideTheWorkspaceIsNotMentioned() {
        var stranger = situations.person();

        var refused =
                situations.as(
                        owner,
                        "POST",
                        card + "/comments",
                        Map.of("body", "Ask @user:" + stranger.id()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo("/body");
        assertThat(listed()).isEmpty();
    }

    @Test
    void aChangeTellsOfThoseWhoWereNotMentionedBefore() {
        var said = comment(owner, "Ask @Max");

        edit(owner, said, "Ask @Max or @Olga Owner");

        assertThat(history().getFirst().at("/changes/mentioned/to").toString())
                .isEqualTo("[\"" + owner.id() + "\"]");
    }

    @Test
    void anAgentsTextMentionsNobodyAndIsHeldApart() {
        agentComment("Done, @Max");
        comment(owner, "Thanks");

        assertThat(listed("?by=AGENTS")).hasSize(1);
        assertThat(listed("?by=AGENTS").getFirst().path("mentions")).isEmpty();
        assertThat(listed("?by=PEOPLE").getFirst().path("body").asString()).isEqualTo("Thanks");
        assertThat(listed()).hasSize(2);
        var wrong = situations.as(owner, "GET", card + "/comments?by=ROBOTS", null);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().at("/errors/0/pointer").asString()).isEqualTo("query:by");
    }

    private List<String> mentioned(String text) {
        return comment(owner, text)
                .path("mentions")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    private JsonNode comment(Person person, String body) {
        var said = situations.as(person, "POST", card + "/comments", Map.of("body", body));
        assertThat(said.status()).as(said.toString()).isEqualTo(201);
        return said.body();
    }

    private JsonNode agentComment(String body) {
        situations.effect(
                owner,
                UUID.randomUUID().toString(),
                Map.of(
                        "kind",
                        "add_comment",
                        "cardId",
                        card.substring("/api/cards/".length()),
                        "runId",
                        UUID.randomUUID().toString(),
                        "agentId",
                        "CODE_REVIEWER",
                        "body",
                        body));
        return listed().getLast();
    }

    private Answer edit(Person person, JsonNode comment, String body) {
        return situations.as(
                person, "PUT", card + "/comments/" + id(comment), Map.of("body", body));
    }

    private Answer delete(Person person, JsonNode comment) {
        return situations.as(person, "DELETE", card + "/comments/" + id(comment), null);
    }

    private List<JsonNode> listed() {
        return listed("");
    }

    private List<JsonNode> listed(String query) {
        return items(card + "/comments" + query);
    }

    private List<JsonNode> history() {
        return items(card + "/history");
    }

    private List<JsonNode> items(String path) {
        return situations.as(owner, "GET", path, null).body().path("items").valueStream().toList();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
