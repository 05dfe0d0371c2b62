package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.test.RecordedMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a run of high risk wants changed waits for a person: nobody sees it, and all or nothing of
 * it happens.
 */
class HeldChangeTests extends CoreTest {

    @Autowired private CardRuns runs;
    @Autowired private RecordedMessages messages;

    private final String run = UUID.randomUUID().toString();
    private Person person = new Person("", "");
    private JsonNode project = MissingNode.getInstance();
    private JsonNode card = MissingNode.getInstance();

    @BeforeEach
    void aCardAtWork() {
        person = situations.person();
        project = situations.project(person);
        card = situations.card(person, project, 5);
    }

    @Test
    void whatIsHeldIsOnNoBoardAndInNoHistory() {
        var before = everythingSeen();

        everythingHeld();

        assertThat(everythingSeen()).isEqualTo(before);
        assertThat(messages.on("card-events")).noneMatch(message -> message.body().contains(run));
    }

    @Test
    void theRunItselfSeesWhatItHolds() {
        var child = hold("1", "create_card", Map.of("type", "TASK", "title", "Cut in two"));
        var document =
                hold(
                        "2",
                        "write_document",
                        Map.of("type", "CUSTOM", "title", "Notes", "content", "# Notes"));

        var seen = internal("cards/" + child.text("key") + "?run=" + run);
        assertThat(seen.text("title")).isEqualTo("Cut in two");
        assertThat(seen.text("id")).isEqualTo(child.text("id"));
        assertThat(internal("cards/" + child.text("key")).status()).isEqualTo(404);
        assertThat(internal("cards/" + child.text("key") + "?run=" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(internal("documents/" + document.text("id") + "?run=" + run).text("content"))
                .isEqualTo("# Notes");
        assertThat(internal("documents/" + document.text("id")).status()).isEqualTo(404);
        assertThat(
                        internal("projects/" + project.path("id").asString() + "/cards?run=" + run)
                                .body()
                                .path("items"))
                .hasSize(2);
        assertThat(
                        hold(
                                        "3",
                                        "link_cards",
                                        Map.of(
                                                "from",
                                                child.text("key"),
                                                "to",
                                                card.path("key").asString(),
                                                "link",
                                                "BLOCKS"))
                                .status())
                .isEqualTo(200);
    }

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

    @Test
    void theSameCallIsHeldOnceAndAnotherOneUnderItsKeyIsRefused() {
        var wish = Map.<String, Object>of("type", "TASK", "title", "Held");

        var first = hold("1", "create_card", wish);
        var again = hold("1", "create_card", wish);
        var other = hold("1", "create_card", Map.of("type", "TASK", "title", "Another"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(422);
        assertThat(held().body().path("items")).hasSize(1);
    }

    @Test
    void whatWouldBeRefusedIsRefusedAtOnceAndNotHeld() {
        assertThat(hold("1", "update_card", Map.of("status", "DONE")).status()).isEqualTo(400);
        assertThat(
                        hold(
                                        "2",
                                        "link_cards",
                                        Map.of("from", "TL-1", "to", "TL-99", "link", "BLOCKS"))
                                .status())
                .isEqualTo(404);

        assertThat(held().body().path("items")).isEmpty();
    }

    @Test
    void theApproverReadsWhatWillBe() {
        var text = "All of it. ".repeat(500);
        everythingHeld();
        hold("long", "add_comment", Map.of("body", text));

        var items = held().body().path("items");

        assertThat(items.valueStream().map(item -> item.path("kind").asString()))
                .containsExactly(
                        "create_card",
                        "update_card",
                        "write_document",
                        "add_comment",
                        "link_cards",
                        "add_comment");
        assertThat(items.valueStream().map(item -> item.path("title").asString()))
                .containsExactly(
                        "New task TL-2: Held",
                        "Changes TL-1",
                        "Writes the document of TL-1: Notes",
                        "Comment on TL-1, src/App.java:3",
                        "TL-2 blocks TL-1",
                        "Comment on TL-1");
        assertThat(items.path(0).path("preview").asString()).contains("It can be checked.");
        assertThat(items.path(1).path("preview").asString()).isEqualTo("Status: blocked");
        assertThat(items.path(2).path("preview").asString()).isEqualTo("# Notes");
        assertThat(items.path(5).path("complete").asBoolean()).isFalse();
        var whole =
                situations.as(
                        person,
                        "GET",
                        "/api/runs/" + run + "/held-changes/" + items.at("/5/id").asString(),
                        null);
        assertThat(whole.text("preview")).isEqualTo(text);
        assertThat(whole.body().path("complete").asBoolean()).isTrue();
    }

    @Test
    void onlyWhoMayApproveReadsIt() {
        everythingHeld();
        var path = "/api/runs/" + run + "/held-changes";

        assertThat(situations.as(situations.member(person, "MEMBER"), "GET", path, null).status())
                .isEqualTo(200);
        assertThat(situations.as(situations.member(person, "VIEWER"), "GET", path, null).status())
                .isEqualTo(403);
        assertThat(situations.as(situations.person(), "GET", path, null).status()).isEqualTo(404);
        assertThat(
                        situations
                                .as(
                                        person,
                                        "GET",
                                        "/api/runs/" + UUID.randomUUID() + "/held-changes",
                                        null)
                                .status())
                .isEqualTo(404);
        assertThat(situations.call(null, "GET", path, null).status()).isEqualTo(401);
        assertThat(situations.as(person, "GET", path + "/" + UUID.randomUUID(), null).status())
                .isEqualTo(404);
    }

    @Test
    void aRunThatHoldsNothingHasAnEmptyList() {
        var known = new RunHappenings(runs, card, "DEV_BACKEND");
        known.is(RunStatus.RUNNING);

        assertThat(
                        situations
                                .as(
                                        person,
                                        "GET",
                                        "/api/runs/" + known.id() + "/held-changes",
                                        null)
                                .body()
                                .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void aRunThatIsOverHoldsNothing(RunStatus end) {
        var known = new RunHappenings(runs, card, "DEV_BACKEND");
        known.is(RunStatus.WAITING_APPROVAL);
        var wish = effect("add_comment", Map.of("body", "A remark."));
        wish.put("runId", known.id().toString());
        var path = "/api/runs/" + known.id() + "/held-changes";
        var held =
                situations.internal(
                        "POST",
                        "/internal/workspaces/%s/runs/%s/held-changes/1"
                                .formatted(person.workspace(), known.id()),
                        "core:effects",
                        wish);
        assertThat(held.status()).as(held.toString()).isEqualTo(200);
        assertThat(situations.as(person, "GET", path, null).body().path("items")).hasSize(1);

        known.is(end);

        assertThat(situations.as(person, "GET", path, null).body().path("items")).isEmpty();
    }

    @Test
    void anotherWorkspaceHoldsReleasesAndDropsNothingOfThis() {
        everythingHeld();
        var stranger = situations.person();
        var path =
                "/internal/workspaces/" + stranger.workspace() + "/runs/" + run + "/held-changes";

        var foreign = effect("add_comment", Map.of("body", "hello"));
        assertThat(situations.internal("POST", path + "/x", "core:effects", foreign).status())
                .isEqualTo(404);
        assertThat(
                        situations
                                .internal(
                                        "POST",
                                        path + "/release",
                                        "core:effects",
                                        Map.of("approvedBy", stranger.id()))
                                .body()
                                .path("changes")
                                .asInt())
                .isZero();
        situations.internal("DELETE", path, "core:effects", null);

        assertThat(held().body().path("items")).hasSize(5);
    }

    private void everythingHeld() {
        var child = child();
        hold("all-2", "update_card", Map.of("status", "BLOCKED"));
        hold(
                "all-3",
                "write_document",
                Map.of("type", "CUSTOM", "title", "Notes", "content", "# Notes"));
        hold(
                "all-4",
                "add_comment",
                Map.of("body", "A remark.", "file", "src/App.java", "line", 3));
        hold(
                "all-5",
                "link_cards",
                Map.of(
                        "from",
                        child.text("key"),
                        "to",
                        card.path("key").asString(),
                        "link",
                        "BLOCKS"));
        assertThat(held().body().path("items").size()).isGreaterThanOrEqualTo(5);
    }

    private Answer child() {
        return hold(
                "all-1",
                "create_card",
                Map.of(
                        "type",
                        "TASK",
                        "title",
                        "Held",
                        "acceptanceCriteria",
                        List.of("It can be checked.")));
    }

    /** All that people and other agents read of the project, as text. */
    private String everythingSeen() {
        var id = card.path("id").asString();
        return Stream.of(
                                "/api/boards/" + project.path("boardId").asString(),
                                "/api/projects/" + project.path("id").asString() + "/cards",
                                "/api/projects/" + project.path("id").asString() + "/documents",
                                "/api/cards/" + id,
                                "/api/cards/" + id + "/comments",
                                "/api/cards/" + id + "/links",
                                "/api/cards/" + id + "/history")
                        .map(path -> situations.as(person, "GET", path, null).body().toString())
                        .toList()
                + internal("cards/" + id + "/context").body().toString()
                + internal("projects/" + project.path("id").asString() + "/cards").body()
                + internal("projects/" + project.path("id").asString() + "/documents").body();
    }

    private String comments() {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/comments", null)
                .body()
                .toString();
    }

    private List<JsonNode> children() {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body()
                .path("cards")
                .valueStream()
                .filter(it -> it.path("parentId").asString("").equals(card.path("id").asString()))
                .toList();
    }

    private JsonNode read(JsonNode one) {
        return situations.as(person, "GET", "/api/cards/" + one.path("id").asString(), null).body();
    }

    private Answer held() {
        return situations.as(person, "GET", "/api/runs/" + run + "/held-changes", null);
    }

    private Answer hold(String key, String kind, Map<String, Object> fields) {
        return changes("POST", "/" + key, effect(kind, fields));
    }

    private Answer release() {
        return changes("POST", "/release", Map.of("approvedBy", person.id()));
    }

    private Answer changes(String method, String path, @Nullable Map<String, Object> body) {
        return situations.internal(
                method,
                "/internal/workspaces/%s/runs/%s/held-changes%s"
                        .formatted(person.workspace(), run, path),
                "core:effects",
                body);
    }

    private Map<String, Object> effect(String kind, Map<String, Object> fields) {
        var effect = new HashMap<String, Object>(fields);
        effect.put("kind", kind);
        effect.put("cardId", card.path("id").asString());
        effect.put("agentId", "DEV_BACKEND");
        effect.put("runId", run);
        return effect;
    }

    private Answer internal(String path) {
        return situations.internal(
                "GET",
                "/internal/workspaces/" + person.workspace() + "/" + path,
                "core:read",
                null);
    }
}
