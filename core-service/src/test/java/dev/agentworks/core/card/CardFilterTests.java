package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lists of cards by what they are, and cards by their key. */
class CardFilterTests extends CoreTest {

    private Person owner;
    private JsonNode project;
    private String path;

    @BeforeEach
    void someCards() {
        owner = situations.person();
        project = situations.project(owner);
        path = "/api/projects/" + project.path("id").asString() + "/cards";
        make(0, Map.of("title", "Log in 100%", "type", "EPIC", "labels", List.of("a", "b")));
        make(3, Map.of("title", "Log out", "type", "BUG", "assigneeId", owner.id()));
        make(3, Map.of("title", "Look", "description", "where one logs IN", "status", "DRAFT"));
        var gone = make(4, Map.of("title", "Gone", "type", "BUG"));
        situations.as(owner, "DELETE", "/api/cards/" + gone.path("id").asString(), null);
    }

    @Test
    void everyFilterFilters() {
        assertThat(numbers("")).containsExactly(1, 2, 3);
        assertThat(numbers("?lane=3")).containsExactly(2, 3);
        assertThat(numbers("?assignee=" + owner.id())).containsExactly(2);
        assertThat(numbers("?type=BUG")).containsExactly(2);
        assertThat(numbers("?label=b")).containsExactly(1);
        assertThat(numbers("?label=c")).isEmpty();
        assertThat(numbers("?status=DRAFT")).containsExactly(3);
        assertThat(numbers("?q=LOG")).containsExactly(1, 2, 3);
        assertThat(numbers("?q=tl-2")).containsExactly(2);
        assertThat(numbers("?lane=3&type=TASK&q=look")).containsExactly(3);
        assertThat(numbers("?archived=true")).containsExactly(4);
        assertThat(numbers("?archived=true&type=EPIC")).isEmpty();
        assertThat(numbers("?archived=false")).containsExactly(1, 2, 3);
    }

    @Test
    void letteringThatIsAPatternElsewhereMeansItself() {
        assertThat(numbers("?q=100%25")).containsExactly(1);
        assertThat(numbers("?q=%25")).containsExactly(1);
        assertThat(numbers("?q=_")).isEmpty();
        assertThat(numbers("?q=%5C")).isEmpty();
    }

    @Test
    void aFilteredListComesPageByPage() {
        var found = new ArrayList<Integer>();
        var cursor = "";
        do {
            var answer = situations.as(owner, "GET", path + "?limit=1&q=lo" + cursor, null);
            assertThat(answer.status()).isEqualTo(200);
            var page = answer.body();
            page.path("items").forEach(item -> found.add(item.path("number").asInt()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(found).containsExactly(1, 2, 3);
    }

    @Test
    void aBoardListsItsCards() {
        path = "/api/boards/" + project.path("boardId").asString() + "/cards";

        assertThat(numbers("?lane=3")).containsExactly(2, 3);
        assertThat(numbers("?archived=true")).containsExactly(4);
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        for (var wrong :
                Map.of(
                                "lane", "11",
                                "assignee", "me",
                                "type", "STORY",
                                "label", "",
                                "status", "FINISHED",
                                "q", "%20",
                                "archived", "maybe",
                                "color", "red")
                        .entrySet()) {
            var refused =
                    situations.as(
                            owner,
                            "GET",
                            path + "?" + wrong.getKey() + "=" + wrong.getValue(),
                            null);
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/pointer").asString())
                    .isEqualTo("query:" + wrong.getKey());
        }
    }

    @Test
    void aCardIsFoundByItsKeyEvenWhenItIsArchived() {
        var found = situations.as(owner, "GET", byKey(owner, "TL-2"), null);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text("title")).isEqualTo("Log out");
        assertThat(found.tag()).isNotNull();
        assertThat(situations.as(owner, "GET", byKey(owner, "tl-2"), null).status()).isEqualTo(200);
        assertThat(situations.as(owner, "GET", byKey(owner, "TL-4"), null).text("archivedAt"))
                .isNotEmpty();
        for (var key : List.of("TL-9", "XX-1", "TL", "2", "TL-99999999999", "TL-0")) {
            assertThat(situations.as(owner, "GET", byKey(owner, key), null).status())
                    .as(key)
                    .isEqualTo(404);
        }
    }

    @Test
    void aStrangerFindsNothing() {
        var stranger = situations.person();

        assertThat(situations.as(stranger, "GET", path, null).status()).isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        stranger,
                                        "GET",
                                        "/api/boards/"
                                                + project.path("boardId").asString()
                                                + "/cards",
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        owner,
                                        "GET",
                                        "/api/boards/" + UUID.randomUUID() + "/cards",
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(situations.as(stranger, "GET", byKey(owner, "TL-1"), null).status())
                .isEqualTo(404);
        assertThat(situations.as(stranger, "GET", byKey(stranger, "TL-1"), null).status())
                .isEqualTo(404);
    }

    private static String byKey(Person person, String key) {
        return "/api/workspaces/" + person.workspace() + "/cards/" + key;
    }

    private List<Integer> numbers(String query) {
        var answer = situations.as(owner, "GET", path + query, null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path("number").asInt())
                .toList();
    }

    private JsonNode make(int lane, Map<String, Object> fields) {
        return situations.card(owner, project, lane, fields).body();
    }
}
