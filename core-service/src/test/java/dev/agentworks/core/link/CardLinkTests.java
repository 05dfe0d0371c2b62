package dev.agentworks.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.test.RecordedMessages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class CardLinkTests extends CoreTest {

    @Autowired private RecordedMessages messages;

    @Test
    void aLinkStandsOnBothCardsAndInTheirHistories() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5);
        var second = situations.card(person, project, 5);

        var made = link(person, first, second, "BLOCKS");

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.body().at("/from/key").asString()).isEqualTo("TL-1");
        assertThat(made.body().at("/to/key").asString()).isEqualTo("TL-2");
        for (var card : new JsonNode[] {first, second}) {
            assertThat(links(person, card).at("/items/0/kind").asString()).isEqualTo("BLOCKS");
            assertThat(
                            situations
                                    .as(person, "GET", path(card) + "/history", null)
                                    .body()
                                    .at("/items/0/action")
                                    .asString())
                    .isEqualTo("linked");
            assertThat(
                            situations
                                    .as(person, "GET", path(card), null)
                                    .body()
                                    .path("version")
                                    .asInt())
                    .isEqualTo(1);
            await().until(() ->
                    messages.on("card-events").stream()
                            .anyMatch(it ->
                                    it.body().contains(card.path("id").asString())
                                            && it.body().contains("\"link\"")));
        }
    }

    @Test
    void aLinkIsTakenAway() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5);
        var second = situations.card(person, project, 5);
        var third = situations.card(person, project, 5);
        var link = link(person, first, second, "RELATES_TO").text("id");

        assertThat(unlink(person, third, link).status()).isEqualTo(404);
        assertThat(unlink(person, second, link).status()).isEqualTo(204);
        assertThat(unlink(person, second, link).status()).isEqualTo(404);
        assertThat(links(person, first).path("items")).isEmpty();
    }

    @Test
    void linksThatMakeNoSenseAreRefused() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5);
        var second = situations.card(person, project, 5);
        var third = situations.card(person, project, 5);
        var elsewhere = situations.card(person, situations.project(person), 5);
        link(person, first, second, "BLOCKS");
        link(person, second, third, "BLOCKS");
        link(person, first, third, "RELATES_TO");

        assertThat(link(person, first, first, "RELATES_TO").status()).isEqualTo(409);
        assertThat(link(person, first, second, "BLOCKS").status()).isEqualTo(409);
        assertThat(link(person, third, first, "RELATES_TO").status()).isEqualTo(409);
        assertThat(link(person, third, first, "BLOCKS").text("type")).endsWith("/link-refused");
        assertThat(link(person, first, elsewhere, "BLOCKS").status()).isEqualTo(409);
        assertThat(link(person, first, third, "LIKES").status()).isEqualTo(400);
    }

    @Test
    void strangersAndViewersLinkNothing() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5);
        var second = situations.card(person, project, 5);

        assertThat(link(situations.person(), first, second, "BLOCKS").status()).isEqualTo(404);
        assertThat(link(situations.member(person, "VIEWER"), first, second, "BLOCKS").status())
                .isEqualTo(403);
    }

    @Test
    void aCommentStandsInTheHistoryAndIsTold() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);

        var comment =
                situations
                        .as(person, "POST", path(card) + "/comments", Map.of("body", "Look."))
                        .text("id");

        assertThat(
                        situations
                                .as(person, "GET", path(card) + "/history", null)
                                .body()
                                .at("/items/0/action")
                                .asString())
                .isEqualTo("commented");
        await().until(() ->
                messages.on("card-events").stream().anyMatch(it -> it.body().contains(comment)));
    }

    private Answer link(Person person, JsonNode from, JsonNode to, String kind) {
        return situations.as(
                person,
                "POST",
                path(from) + "/links",
                Map.of("toId", to.path("id").asString(), "kind", kind));
    }

    private Answer unlink(Person person, JsonNode card, String link) {
        return situations.as(person, "DELETE", path(card) + "/links/" + link, null);
    }

    private JsonNode links(Person person, JsonNode card) {
        return situations.as(person, "GET", path(card) + "/links", null).body();
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + card.path("id").asString();
    }
}
