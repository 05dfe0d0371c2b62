package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What was held happens on approval, all of it or nothing, and is gone without one. */
class HeldChangeDecisionTests extends HeldChangeSituations {

    @Autowired private CardRuns runs;

    @Test
    void anApprovalMakesItAllUnderTheNamesThatTheAgentWasTold() {
        var child = hold("1", "create_card", Map.of("type", "TASK", "title", "Cut in two"));
        var other = situations.card(person, project, 5);
        everythingHeld();

        var released = release();

        assertThat(released.body().path("changes").asInt()).isEqualTo(6);
        var made = situations.as(person, "GET", "/api/cards/" + child.text("id"), null).body();
        assertThat(made.path("key").asString())
                .isEqualTo(child.text("key"))
                .isNotEqualTo(other.path("key").asString());
        assertThat(made.path("parentId").asString()).isEqualTo(card.path("id").asString());
        assertThat(comments()).contains("A remark.");
        assertThat(read(card).path("status").asString()).isEqualTo("BLOCKED");
        assertThat(held().body().path("items")).isEmpty();
    }

    @Test
    void theHistorySaysWhoApproved() {
        everythingHeld();
        release();

        var entries =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/cards/" + card.path("id").asString() + "/history",
                                null)
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(entry -> entry.path("runId").asString("").equals(run))
                        .toList();

        assertThat(entries)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.path("actor").asString()).isEqualTo("agent:DEV_BACKEND");
                    assertThat(entry.path("approvedBy").asString()).isEqualTo(person.id());
                });
    }

    @Test
    void anApprovalThatComesTwiceOrAtOnceHappensOnce() throws Exception {
        everythingHeld();

        var attempts = new ArrayList<Callable<Integer>>();
        for (var count = 0; count < 6; count++) {
            attempts.add(() -> release().body().path("changes").asInt());
        }
        var made = new ArrayList<Integer>();
        try (var workers = Executors.newFixedThreadPool(6)) {
            for (var attempt : workers.invokeAll(attempts, 30, TimeUnit.SECONDS)) {
                made.add(attempt.get());
            }
        }

        assertThat(made).containsExactlyInAnyOrder(5, 0, 0, 0, 0, 0);
        assertThat(children()).hasSize(1);
        // a worker that was taken for dead asks once more
        var again = child();
        assertThat(again.text("id")).isEqualTo(children().getFirst().path("id").asString());
        assertThat(held().body().path("items")).isEmpty();
    }

    @Test
    void aRejectionLeavesNothing() {
        var before = everythingSeen();
        everythingHeld();

        assertThat(changes("DELETE", "", null).status()).isEqualTo(204);

        assertThat(everythingSeen()).isEqualTo(before);
        assertThat(release().body().path("changes").asInt()).isZero();
        assertThat(everythingSeen()).isEqualTo(before);
    }

    @Test
    void allOfItHappensOrNothing() {
        var other = situations.card(person, project, 5);
        hold("1", "create_card", Map.of("type", "TASK", "title", "Held"));
        hold(
                "2",
                "link_cards",
                Map.of(
                        "from",
                        card.path("key").asString(),
                        "to",
                        other.path("key").asString(),
                        "link",
                        "BLOCKS"));
        assertThat(changes("POST", "/check", null).status()).isEqualTo(204);
        var link =
                situations.as(
                        person,
                        "POST",
                        "/api/cards/" + other.path("id").asString() + "/links",
                        Map.of("toId", card.path("id").asString(), "kind", "BLOCKS"));
        assertThat(link.status()).as(link.toString()).isEqualTo(201);

        var refused = release();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("/held-change-refused");
        assertThat(refused.text("detail")).contains("The link TL-1 blocks TL-2");
        assertThat(changes("POST", "/check", null).status()).isEqualTo(409);
        assertThat(children()).isEmpty();
        assertThat(held().body().path("items")).hasSize(2);

        situations.as(
                person,
                "DELETE",
                "/api/cards/" + other.path("id").asString() + "/links/" + link.text("id"),
                null);
        assertThat(release().body().path("changes").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void aRunThatIsOverHoldsNothing(RunStatus end) {
        var known = new RunHappenings(runs, card, "DEV_BACKEND");
        known.is(RunStatus.WAITING_APPROVAL);
        var wish = effect("add_comment", Map.of("body", "A remark."));
        wish.put("runId", known.id().toString());
        var path = "/api/runs/" + known.id() + "/held-changes";
        var hold =
                "/internal/workspaces/%s/runs/%s/held-changes/"
                        .formatted(person.workspace(), known.id());
        var held = situations.internal("POST", hold + "1", "core:effects", wish);
        assertThat(held.status()).as(held.toString()).isEqualTo(200);
        assertThat(situations.as(person, "GET", path, null).body().path("items")).hasSize(1);

        known.is(end);

        assertThat(situations.as(person, "GET", path, null).body().path("items")).isEmpty();
        // a call of a worker that was lost may come later than the end
        var late = situations.internal("POST", hold + "2", "core:effects", wish);
        assertThat(late.status()).isEqualTo(409);
        assertThat(situations.as(person, "GET", path, null).body().path("items")).isEmpty();
    }
}
