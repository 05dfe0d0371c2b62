package dev.agentworks.core.card.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.RetentionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Many cards changed at once. */
class BulkChangeTests extends CoreTest {

    @Autowired private ApplicationContext context;
    private Person owner;
    private JsonNode project;

    @BeforeEach
    void aProject() {
        owner = situations.person();
        project = situations.project(owner);
    }

    @Test
    void allCardsAreMovedInTheirOrderAssignedLabelledAndPrioritised() {
        var member = situations.member(owner, "MEMBER");
        var cards = cards(5, 3);

        var answer =
                bulk(
                        owner,
                        cards,
                        Map.of(
                                "toLane",
                                2,
                                "assigneeId",
                                member.id(),
                                "addLabels",
                                List.of("now"),
                                "priority",
                                "HIGH",
                                "status",
                                "IN_PROGRESS"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().path("changed").asInt()).isEqualTo(3);
        for (var index = 0; index < 3; index++) {
            var card = read(cards.get(index));
            assertThat(card.path("lane").asInt()).isEqualTo(2);
            assertThat(card.path("position").asInt()).isEqualTo(index);
            assertThat(card.path("assigneeId").asString()).isEqualTo(member.id());
            assertThat(card.path("labels").toString()).isEqualTo("[\"now\"]");
            assertThat(card.path("priority").asString()).isEqualTo("HIGH");
            assertThat(card.path("status").asString()).isEqualTo("IN_PROGRESS");
            var item = answer.body().at("/items/" + index);
            assertThat(item.path("cardId").asString()).isEqualTo(cards.get(index));
            assertThat(item.at("/card/version")).isEqualTo(card.path("version"));
            assertThat(item.path("problem").isNull()).isTrue();
        }
    }

    @Test
    void eachCardIsJudgedAloneAndChangedWholeOrNotAtAll() {
        var stranger = situations.person();
        var free = id(situations.card(owner, project, 5));
        var gated = id(situations.card(owner, project, 0));
        var foreign = id(situations.card(stranger, situations.project(stranger), 5));
        var nowhere = UUID.randomUUID().toString();
        situations.as(owner, "POST", "/api/cards/" + free + "/comments", Map.of("body", "x"));

        var answer =
                bulk(
                        owner,
                        List.of(foreign, gated, free, nowhere),
                        Map.of("toLane", 3, "priority", "CRITICAL"));

        assertThat(answer.body().path("changed").asInt()).isEqualTo(1);
        assertThat(answer.body().path("refused").asInt()).isEqualTo(3);
        assertThat(codes(answer))
                .containsExactly("not-found", "exit-criterion-not-met", "", "not-found");
        assertThat(answer.body().at("/items/1/problem/missing")).isNotEmpty();
        assertThat(answer.body().at("/items/1/problem/instance").asString())
                .isEqualTo("/api/cards/" + gated);
        assertThat(read(gated).path("priority").asString())
                .as("the move was refused, so nothing is changed")
                .isEqualTo("MEDIUM");
        assertThat(read(free).path("lane").asInt()).isEqualTo(3);
    }

    @Test
    void aViewerChangesNone() {
        var cards = cards(5, 2);

        var answer = bulk(situations.member(owner, "VIEWER"), cards, Map.of("priority", "LOW"));

        assertThat(codes(answer)).containsExactly("forbidden", "forbidden");
    }

    @Test
    void labelsAreAddedAndTakenAwayAndTheAssigneeIsCleared() {
        var card =
                id(
                        situations
                                .card(
                                        owner,
                                        project,
                                        5,
                                        Map.of(
                                                "labels",
                                                List.of("a", "b"),
                                                "assigneeId",
                                                owner.id()))
                                .body());
        var change = new HashMap<String, Object>();
        change.put("assigneeId", null);
        change.put("addLabels", List.of("c", "b"));
        change.put("removeLabels", List.of("a"));

        bulk(owner, List.of(card), change);

        assertThat(read(card).path("labels").toString()).isEqualTo("[\"b\",\"c\"]");
        assertThat(read(card).path("assigneeId").isNull()).isTrue();
    }

    @Test
    void aLaneThatFillsUpTakesAsManyAsItHolds() {
        situations.rule(owner, project, 2, Map.of("wipLimit", 2, "wipPolicy", "ENFORCE"));

        var answer = bulk(owner, cards(5, 4), Map.of("toLane", 2));

        assertThat(codes(answer)).containsExactly("", "", "wip-limit-reached", "wip-limit-reached");
    }

    @Test
    void manyAreArchived() {
        var cards = cards(5, 3);

        var answer = bulk(owner, cards, Map.of("archive", true));

        assertThat(answer.body().path("changed").asInt()).isEqualTo(3);
        assertThat(answer.body().at("/items/0/card/archivedAt").asString()).isNotEmpty();
        assertThat(read(cards.getFirst()).path("archivedAt").asString()).isNotEmpty();
    }

    @Test
    void whatIsDoneUnderAKeyIsDoneOnce() {
        var cards = new ArrayList<>(cards(5, 2));
        var missing = UUID.randomUUID().toString();
        cards.add(missing);
        var key = UUID.randomUUID().toString();

        var first = bulk(owner, cards, Map.of("addLabels", List.of("x")), key);
        situations.as(
                owner, "PATCH", "/api/cards/" + cards.getFirst(), Map.of("labels", List.of()));
        var again = bulk(owner, cards, Map.of("addLabels", List.of("x")), key);

        assertThat(first.body().path("changed").asInt()).isEqualTo(2);
        assertThat(codes(again)).isEqualTo(codes(first));
        assertThat(read(cards.getFirst()).path("labels")).as("not done again").isEmpty();
        var other = bulk(owner, cards, Map.of("addLabels", List.of("y")), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).endsWith("/key-reused");
        var somebody = situations.member(owner, "MEMBER");
        assertThat(bulk(somebody, cards, Map.of("addLabels", List.of("y")), key).status())
                .as("a key is its caller's")
                .isEqualTo(200);
        assertThat(new RetentionRules(context).forget("bulk-requests", Duration.ofDays(1), 100))
                .isZero();
        assertThat(new RetentionRules(context).forget("bulk-requests", Duration.ZERO, 1_000))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void theSameKeyAtOnceChangesEachCardOnce() throws Exception {
        var cards = cards(5, 6);
        var key = UUID.randomUUID().toString();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var sent =
                    IntStream.range(0, 4)
                            .mapToObj(_ ->
                                    threads.submit(
                                            () -> bulk(owner, cards, Map.of("toLane", 2), key)))
                            .toList();
            for (var one : sent) {
                assertThat(one.get().body().path("changed").asInt()).isEqualTo(6);
            }
        }
        for (var card : cards) {
            assertThat(read(card).path("version").asInt()).isEqualTo(2);
        }
    }

    @Test
    void manyAtOnceLoseNoCardAndNoPlace() throws Exception {
        var one = cards(5, 20);
        var other = cards(5, 20);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> bulk(owner, one, Map.of("toLane", 2)));
            var second = threads.submit(() -> bulk(owner, other, Map.of("toLane", 2)));
            assertThat(first.get().body().path("changed").asInt()).isEqualTo(20);
            assertThat(second.get().body().path("changed").asInt()).isEqualTo(20);
        }
        var positions = new ArrayList<Integer>();
        one.forEach(card -> positions.add(read(card).path("position").asInt()));
        other.forEach(card -> positions.add(read(card).path("position").asInt()));
        assertThat(positions)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList());
    }

    @Test
    void whatCannotBeAskedIsNamed() {
        var card = cards(5, 1).getFirst();

        assertRefused(bulk(owner, List.of(), Map.of("priority", "LOW")), "/cardIds");
        assertRefused(bulk(owner, List.of(card, card), Map.of("priority", "LOW")), "/cardIds");
        assertRefused(bulk(owner, List.of(card), Map.of()), "");
        assertRefused(bulk(owner, List.of(card), Map.of("toLane", 11)), "/toLane");
        assertRefused(bulk(owner, List.of(card), Map.of("title", "x")), "/title");
        assertRefused(
                bulk(owner, List.of(card), Map.of("addLabels", List.of(" "))), "/addLabels/0");
        assertRefused(
                bulk(
                        owner,
                        IntStream.range(0, 201)
                                .mapToObj(_ -> UUID.randomUUID().toString())
                                .toList(),
                        Map.of("priority", "LOW")),
                "/cardIds");
    }

    @Test
    void anApiKeyOverridesNoGate() {
        var key =
                tokens().bearer(
                                "gateway",
                                new ActingUser(owner.id(), Map.of(), UUID.randomUUID().toString()),
                                "core:public");

        var answer =
                situations.call(
                        key,
                        "POST",
                        "/api/cards/bulk",
                        Map.of(
                                "cardIds",
                                cards(0, 1),
                                "toLane",
                                3,
                                "override",
                                true,
                                "reason",
                                "now"));

        assertThat(answer.status()).isEqualTo(403);
    }

    private static void assertRefused(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    private static List<String> codes(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.at("/problem/type").asString(""))
                .map(type -> type.substring(type.lastIndexOf('/') + 1))
                .toList();
    }

    private Answer bulk(
            Person person, List<String> cards, Map<String, Object> change, String... key) {
        var body = new HashMap<String, Object>(change);
        body.put("cardIds", cards);
        return situations.as(
                person,
                "POST",
                "/api/cards/bulk",
                body,
                key.length == 0 ? new String[0] : new String[] {"Idempotency-Key", key[0]});
    }

    private JsonNode read(String card) {
        return situations.as(owner, "GET", "/api/cards/" + card, null).body();
    }

    private List<String> cards(int lane, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> id(situations.card(owner, project, lane)))
                .toList();
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
