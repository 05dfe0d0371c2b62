package dev.agentworks.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardMoves;
import dev.agentworks.core.card.MoveCard;
import dev.agentworks.core.card.MoveOutcome;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Keys of places stay short for ever, and nobody notices how. */
class LaneRanksTests extends CoreTest {

    private static final int MOVES = Integer.getInteger("agentworks.rank.moves", 1_500);

    @Autowired private CardMoves moves;
    @Autowired private LaneRanks ranks;
    @Autowired private RankKeeper keeper;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transaction;

    @Test
    void anyNumberOfMovesIntoOneGapSucceeds() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var cards = cards(person, project, 40);
        var next = new AtomicInteger();

        var work = new ArrayList<Callable<Integer>>();
        for (var client = 0; client < 8; client++) {
            work.add(() -> {
                var moved = 0;
                for (var move = next.getAndIncrement();
                        move < MOVES;
                        move = next.getAndIncrement()) {
                    var card = cards.get(1 + move % (cards.size() - 1));
                    assertThat(move(person, card, new MoveCard.Place.At(1)))
                            .isInstanceOf(MoveOutcome.Moved.class);
                    moved++;
                }
                return moved;
            });
        }
        var moved = 0;
        try (var people = Executors.newFixedThreadPool(8)) {
            for (var done : people.invokeAll(work, 600, TimeUnit.SECONDS)) {
                moved += done.get();
            }
        }

        assertThat(moved).isEqualTo(MOVES);
        assertThat(ranksOf(person, project))
                .hasSize(40)
                .doesNotHaveDuplicates()
                .allMatch(rank -> rank.length() <= Rank.LONGEST);
        await().untilAsserted(() ->
                assertThat(ranksOf(person, project))
                        .allMatch(rank -> rank.length() <= Rank.CROWDED));
    }

    @Test
    void nobodyIsToldAndNothingLooksOtherwise() {
        var person = situations.person();
        var project = situations.project(person);
        var cards = cards(person, project, 12);
        crowd(person, cards);
        var board = "/api/boards/" + project.path("boardId").asString();
        var before = situations.as(person, "GET", board, null);
        var feed = feedHead(person);

        in(person, () -> ranks.rewrite(lane(before.body())));

        var after = situations.as(person, "GET", board, null);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.tag()).isEqualTo(before.tag());
        assertThat(feedHead(person)).isEqualTo(feed);
        assertThat(ranksOf(person, project)).allMatch(rank -> rank.length() <= RankSpread.LONG);
    }

    @Test
    void whatAKilledProcessLeftIsFoundLater() {
        var person = situations.person();
        var project = situations.project(person);
        crowd(person, cards(person, project, 6));

        keeper.round();

        assertThat(ranksOf(person, project)).allMatch(rank -> rank.length() <= RankSpread.LONG);
    }

    @Test
    void cardsThatAreMovedMeanwhileStandWhereTheyWerePut() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var cards = cards(person, project, 20);
        var others = new ArrayList<UUID>();
        for (var count = 0; count < 6; count++) {
            others.add(id(situations.card(person, project, 4)));
        }
        var lane = lane(board(person, project));
        var first = cards.getFirst();

        for (var round = 0; round < 12; round++) {
            crowd(person, cards);
            var moved = round % 2 == 0 ? cards.get(5 + round) : others.get(round / 2);
            try (var people = Executors.newFixedThreadPool(2)) {
                var rewriting = people.submit(() -> in(person, () -> ranks.rewrite(lane)));
                var moving =
                        people.submit(() -> move(person, moved, new MoveCard.Place.After(first)));
                rewriting.get(30, TimeUnit.SECONDS);
                assertThat(moving.get(30, TimeUnit.SECONDS)).isInstanceOf(MoveOutcome.Moved.class);
            }

            var shown = idsInLane(person, project);
            assertThat(shown).doesNotHaveDuplicates();
            assertThat(shown.indexOf(moved)).isEqualTo(shown.indexOf(first) + 1);
        }
    }

    /** Long keys under the first of the cards, as a process leaves them that is killed. */
    private void crowd(Person person, List<UUID> cards) {
        in(
                person,
                () -> {
                    var present =
                            jdbc.sql("select rank from card where id = any(?) order by rank")
                                    .param(cards.toArray(UUID[]::new))
                                    .query(String.class)
                                    .list();
                    var order =
                            jdbc.sql("select id from card where id = any(?) order by rank")
                                    .param(cards.toArray(UUID[]::new))
                                    .query(UUID.class)
                                    .list();
                    for (var index = 1; index < 5; index++) {
                        jdbc.sql("update card set rank = ? where id = ?")
                                .params(
                                        present.getFirst() + "k".repeat(30) + (char) ('a' + index),
                                        order.get(index))
                                .update();
                    }
                    return 0;
                });
    }

    private List<UUID> cards(Person person, JsonNode project, int count) {
        var cards = new ArrayList<UUID>();
        for (var made = 0; made < count; made++) {
            cards.add(id(situations.card(person, project, 5)));
        }
        return cards;
    }

    private MoveOutcome move(Person person, UUID card, MoveCard.Place place) {
        return TenantScope.call(
                DatabaseSubject.user(person.id()),
                () ->
                        moves.move(
                                new MoveCard(new CardId(card), 5, place, true, "to try it", null),
                                new Actor.Person(UUID.fromString(person.id()))));
    }

    private <T> T in(Person person, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.user(person.id()), () -> transaction.execute(_ -> work.get()));
    }

    private List<String> ranksOf(Person person, JsonNode project) {
        return in(
                person,
                () ->
                        jdbc.sql(
                                        "select c.rank from card c join lane l on l.id = c.lane_id where c.board_id = ? and l.number = 5")
                                .param(UUID.fromString(project.path("boardId").asString()))
                                .query(String.class)
                                .list());
    }

    private long feedHead(Person person) {
        return in(
                person,
                () ->
                        jdbc.sql("select head from workspace_feed where workspace_id = ?")
                                .param(UUID.fromString(person.workspace()))
                                .query(Long.class)
                                .single());
    }

    private JsonNode board(Person person, JsonNode project) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body();
    }

    private List<UUID> idsInLane(Person person, JsonNode project) {
        return board(person, project)
                .path("cards")
                .valueStream()
                .filter(card -> card.path("lane").asInt() == 5)
                .map(LaneRanksTests::id)
                .toList();
    }

    private static UUID lane(JsonNode board) {
        return UUID.fromString(board.path("lanes").get(5).path("id").asString());
    }

    private static UUID id(JsonNode card) {
        return UUID.fromString(card.path("id").asString());
    }
}
