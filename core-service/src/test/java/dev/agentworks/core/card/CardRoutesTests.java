package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.RecordedMessages;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class CardRoutesTests extends CoreTest {

    @Autowired private RecordedMessages messages;
    @Autowired private JsonMapper json;

    @Test
    void aNewProjectHasElevenLanes() {
        var person = situations.person();
        var project = situations.project(person);

        var board =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/boards/" + project.path("boardId").asString(),
                                null)
                        .body();

        assertThat(board.path("lanes")).hasSize(11);
        assertThat(board.path("lanes").path(0).path("onEntry").toString())
                .isEqualTo("[\"CEO_COPILOT\",\"STRATEGY\",\"STORYBOARD\"]");
        assertThat(board.path("lanes").path(5).path("manual")).hasSize(3);
    }

    @Test
    void aNewCardIsAnnouncedOnce() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);

        var event = json.readTree(eventOf(card.path("id").asString(), "created"));

        assertThat(card.path("key").asString()).isEqualTo("TL-1");
        assertThat(event.path("cardVersion").asLong()).isEqualTo(1);
        assertThat(event.path("triggeredBy").asString()).isEqualTo("user:" + person.id());
        assertThat(event.at("/changes/lane/to").asInt()).isZero();
    }

    @Test
    void aClosedGateRefusesAndNamesWhatIsMissing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);

        var answer = move(person, card.path("id").asString(), Map.of("toLane", 1));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("type")).endsWith("/exit-criterion-not-met");
        assertThat(answer.body().path("missing").toString()).contains("BLUEPRINT");
    }

    @Test
    void anOwnerPassesAClosedGateWithAReasonThatIsKept() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0).path("id").asString();

        var without = move(person, card, Map.of("toLane", 1, "override", true));
        var with = move(person, card, Map.of("toLane", 1, "override", true, "reason", "a demo"));

        assertThat(without.status()).isEqualTo(400);
        assertThat(with.body().path("lane").asInt()).isEqualTo(1);
        assertThat(
                        situations
                                .as(person, "GET", "/api/cards/" + card + "/history", null)
                                .body()
                                .toString())
                .contains("a demo");
    }

    @Test
    void movingBackwardsIsAlwaysAllowedAndBeginsANewVisit() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 5);

        var moved = move(person, card.path("id").asString(), Map.of("toLane", 0));

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().path("laneVisit").asInt())
                .isEqualTo(card.path("laneVisit").asInt() + 1);
    }

    @Test
    void cardsKeepTheOrderPeopleGiveThem() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5).path("id").asString();
        var second = situations.card(person, project, 5).path("id").asString();
        var third = situations.card(person, project, 5).path("id").asString();

        move(person, third, Map.of("toLane", 5, "position", 0));
        move(person, first, Map.of("toLane", 5, "afterId", second));

        var cards =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/boards/" + project.path("boardId").asString(),
                                null)
                        .body()
                        .path("cards");
        assertThat(cards.valueStream().map(it -> it.path("id").asString()))
                .containsExactly(third, second, first);
        assertThat(cards.valueStream().map(it -> it.path("position").asInt()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void aStaleVersionIsRefusedAndChangesNothing() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0).path("id").asString();
        situations.as(
                person,
                "PATCH",
                "/api/cards/" + card,
                Map.of("title", "First"),
                "If-Match",
                "\"1\"");

        var stale =
                situations.as(
                        person,
                        "PATCH",
                        "/api/cards/" + card,
                        Map.of("title", "Second"),
                        "If-Match",
                        "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(situations.as(person, "GET", "/api/cards/" + card, null).text("title"))
                .isEqualTo("First");
    }

    @Test
    void whatIsWrongIsNamedByItsPointer() {
        var person = situations.person();
        var project = situations.project(person);
        var cards = "/api/projects/" + project.path("id").asString() + "/cards";

        assertPointer(situations.as(person, "POST", cards, Map.of("title", "")), "/title");
        assertPointer(
                situations.as(person, "POST", cards, Map.of("title", "x".repeat(201))), "/title");
        assertPointer(
                situations.as(person, "POST", cards, Map.of("title", "A", "type", "WISH")),
                "/type");
        assertPointer(
                situations.as(person, "POST", cards, Map.of("title", "A", "lane", 11)), "/lane");
        assertPointer(situations.as(person, "POST", cards, "{\"title\":\"a\\u0000b\"}"), "/title");
        assertThat(situations.as(person, "POST", cards, "{\"title\":").status()).isEqualTo(400);
        var card = situations.card(person, project, 5).path("id").asString();
        assertPointer(move(person, card, Map.of("toLane", 42)), "/toLane");
        assertPointer(move(person, card, Map.of()), "/toLane");
    }

    @Test
    void aStrangerFindsNothingAndNobodyGetsIn() {
        var person = situations.person();
        var stranger = situations.person();
        var card = situations.card(person, situations.project(person), 0).path("id").asString();

        assertThat(situations.as(stranger, "GET", "/api/cards/" + card, null).status())
                .isEqualTo(404);
        assertThat(move(stranger, card, Map.of("toLane", 0)).status()).isEqualTo(404);
        assertThat(situations.call(null, "GET", "/api/cards/" + card, null).status())
                .isEqualTo(401);
        var wrongScope =
                tokens().bearer("gateway", new ActingUser(person.id(), Map.of()), "core:read");
        assertThat(situations.call(wrongScope, "GET", "/api/cards/" + card, null).status())
                .isEqualTo(403);
    }

    @Test
    void aCardForcedIntoTheLastLaneIsNotDone() {
        var person = situations.person();
        var project = situations.project(person);
        var forced = situations.card(person, project, 9).path("id").asString();

        var moved =
                move(person, forced, Map.of("toLane", 10, "override", true, "reason", "given up"));

        assertThat(moved.body().path("lane").asInt()).isEqualTo(10);
        assertThat(moved.text("status")).isEqualTo("READY");
    }

    @Test
    void anArchivedCardIsAnnouncedUnderANewVersion() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0).path("id").asString();

        situations.as(person, "DELETE", "/api/cards/" + card, null);

        assertThat(json.readTree(eventOf(card, "deleted")).path("cardVersion").asLong())
                .isEqualTo(2);
        assertThat(situations.as(person, "GET", "/api/cards/" + card, null).text("archivedAt"))
                .isNotEmpty();
    }

    @Test
    void aReviewOfWhatWasNotLookedAtIsRefused() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 6).path("id").asString();
        situations.as(person, "PATCH", "/api/cards/" + card, Map.of("title", "Another"));

        for (var verdict : List.of("/approve", "/reject")) {
            var path = "/api/cards/" + card + verdict;
            var stale = situations.as(person, "POST", path, Map.of(), "If-Match", "\"1\"");
            assertThat(stale.status()).isEqualTo(412);
            assertThat(situations.as(person, "GET", "/api/cards/" + card, null).text("reviewState"))
                    .isEqualTo("NONE");
        }
        var fresh =
                situations.as(
                        person,
                        "POST",
                        "/api/cards/" + card + "/approve",
                        Map.of(),
                        "If-Match",
                        "\"2\"");
        assertThat(fresh.text("reviewState")).isEqualTo("APPROVED");
    }

    @Test
    void aSecondApprovalOfACardIsRefused() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 6).path("id").asString();

        assertThat(
                        situations
                                .as(person, "POST", "/api/cards/" + card + "/approve", Map.of())
                                .text("reviewState"))
                .isEqualTo("APPROVED");
        assertThat(
                        situations
                                .as(person, "POST", "/api/cards/" + card + "/approve", Map.of())
                                .status())
                .isEqualTo(409);
        assertThat(move(person, card, Map.of("toLane", 7)).status()).isEqualTo(200);
    }

    @Test
    void anUnknownCardIsNotFound() {
        assertThat(
                        situations
                                .as(
                                        situations.person(),
                                        "GET",
                                        "/api/cards/" + UUID.randomUUID(),
                                        null)
                                .status())
                .isEqualTo(404);
    }

    private dev.agentworks.core.Situations.Answer move(
            dev.agentworks.core.Situations.Person person, String card, Map<String, Object> body) {
        return situations.as(person, "PUT", "/api/cards/" + card + "/move", body);
    }

    private static void assertPointer(
            dev.agentworks.core.Situations.Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body().path("errors").toString()).contains("\"" + pointer + "\"");
    }

    private String eventOf(String card, String type) {
        var found =
                org.awaitility.Awaitility.await()
                        .until(
                                () ->
                                        messages.on("card-events").stream()
                                                .map(it -> it.body())
                                                .filter(body ->
                                                        body.contains(card)
                                                                && body.contains(
                                                                        "\"" + type + "\""))
                                                .toList(),
                                list -> !list.isEmpty());
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
