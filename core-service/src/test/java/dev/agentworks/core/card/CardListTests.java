package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists page by page, and fields that are cleared. */
class CardListTests extends CoreTest {

    @Test
    void pagesGoThroughAListWithoutLossAndWithoutDoubles() {
        var person = situations.person();
        var project = situations.project(person);
        var id = project.path("id").asString();
        for (var count = 0; count < 7; count++) {
            situations.card(person, project, 5);
            situations.as(
                    person,
                    "POST",
                    "/api/projects/" + id + "/documents",
                    Map.of("type", "CUSTOM", "title", "A text"));
        }
        var card = "/api/cards/" + situations.card(person, project, 5).path("id").asString();
        for (var count = 0; count < 7; count++) {
            situations.as(person, "POST", card + "/comments", Map.of("body", "No. " + count));
        }

        assertThat(pages(person, "/api/projects/" + id + "/cards", "number"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(pages(person, card + "/comments", "body"))
                .containsExactly("No. 0", "No. 1", "No. 2", "No. 3", "No. 4", "No. 5", "No. 6");
        assertThat(pages(person, card + "/history", "id")).hasSize(8).doesNotHaveDuplicates();
        assertThat(pages(person, "/api/projects/" + id + "/documents", "id"))
                .hasSize(7)
                .doesNotHaveDuplicates();
    }

    @Test
    void aPageThatCannotBeIsRefused() {
        var person = situations.person();
        var path = "/api/projects/" + situations.project(person).path("id").asString() + "/cards";

        for (var query :
                List.of("?limit=0", "?limit=201", "?limit=many", "?cursor=!", "?cursor=eA")) {
            assertThat(situations.as(person, "GET", path + query, null).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void whatIsGivenAsNullIsClearedAndWhatIsLeftOutStays() {
        var person = situations.person();
        var card =
                "/api/cards/"
                        + situations
                                .card(person, situations.project(person), 5)
                                .path("id")
                                .asString();
        situations.as(
                person,
                "PATCH",
                card,
                Map.of(
                        "assigneeId",
                        person.id(),
                        "estimate",
                        3,
                        "dueDate",
                        "2027-01-31",
                        "description",
                        "Long",
                        "labels",
                        List.of("a")));

        var partly = situations.as(person, "PATCH", card, "{\"estimate\":null}").body();
        assertThat(partly.path("estimate").isNull()).isTrue();
        assertThat(partly.path("assigneeId").asString()).isEqualTo(person.id());
        assertThat(partly.path("dueDate").asString()).isEqualTo("2027-01-31");

        var all =
                situations
                        .as(
                                person,
                                "PATCH",
                                card,
                                "{\"assigneeId\":null,\"dueDate\":null,\"description\":null,\"labels\":null}")
                        .body();
        assertThat(all.path("assigneeId").isNull()).isTrue();
        assertThat(all.path("dueDate").isNull()).isTrue();
        assertThat(all.path("description").asString()).isEmpty();
        assertThat(all.path("labels")).isEmpty();
        assertThat(all.path("title").asString()).isEqualTo("A card");
    }

    @Test
    void whatIsWrongInsideAFieldIsStillNamed() {
        var person = situations.person();
        var card =
                "/api/cards/"
                        + situations
                                .card(person, situations.project(person), 5)
                                .path("id")
                                .asString();

        for (var wrong :
                Map.of(
                                "/estimate",
                                "{\"estimate\":1001}",
                                "/assigneeId",
                                "{\"assigneeId\":\"me\"}",
                                "/dueDate",
                                "{\"dueDate\":\"tomorrow\"}",
                                "/labels/0",
                                "{\"labels\":[\"\"]}",
                                "/description",
                                "{\"description\":\"" + "x".repeat(50_001) + "\"}")
                        .entrySet()) {
            var refused = situations.as(person, "PATCH", card, wrong.getValue());
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/pointer").asString()).isEqualTo(wrong.getKey());
        }
    }

    private List<String> pages(Person person, String path, String field) {
        var found = new ArrayList<String>();
        var cursor = "";
        do {
            var page = situations.as(person, "GET", path + "?limit=3" + cursor, null).body();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(3);
            page.path("items").forEach(item -> found.add(item.path(field).asString()));
            cursor =
                    page.path("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return found;
    }
}
