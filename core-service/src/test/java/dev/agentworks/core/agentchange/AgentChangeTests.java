package dev.agentworks.core.agentchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgentChangeTests extends CoreTest {

    @Test
    void theSameKeyGetsTheSameAnswerAndChangesOnce() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 1);
        var command =
                effect(card, "create_card", Map.of("type", "FEATURE", "title", "Reserve a tool"));

        var first = situations.effect(person, "run/tool/1/0".replace('/', '.'), command);
        var again = situations.effect(person, "run.tool.1.0", command);

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(children(person, project, card)).isEqualTo(1);
    }

    @Test
    void theSameKeyTwiceAtOnceChangesOnce() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 1);
        var command =
                effect(card, "create_card", Map.of("type", "FEATURE", "title", "Reserve a tool"));

        var attempts = new ArrayList<Callable<JsonNode>>();
        for (var count = 0; count < 6; count++) {
            attempts.add(() -> situations.effect(person, "one-key", command).body());
        }
        try (var callers = Executors.newFixedThreadPool(6)) {
            var answers = new ArrayList<JsonNode>();
            for (var answer : callers.invokeAll(attempts, 30, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(answers.getFirst());
        }
        assertThat(children(person, project, card)).isEqualTo(1);
    }

    @Test
    void aKeyWithAnotherBodyIsRefused() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 1);
        situations.effect(person, "k", effect(card, "add_comment", Map.of("body", "one")));

        var other =
                situations.effect(person, "k", effect(card, "add_comment", Map.of("body", "two")));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).endsWith("/key-reused");
    }

    @Test
    void aDocumentIsWrittenInVersionsAndOpensTheGateWhenAPersonApproves() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 0);

        var written =
                blueprint(
                        person, card, "d1", Map.of("content", "# Blueprint\n\n## Vision\n\nSee."));
        var section =
                blueprint(
                        person,
                        card,
                        "d2",
                        Map.of("content", "Win.", "mode", "section", "section", "Strategy"));
        var path = "/api/documents/" + written.text("id");

        assertThat(section.body().path("version").asInt()).isEqualTo(2);
        assertThat(situations.as(person, "GET", path, null).text("content"))
                .contains("## Vision", "## Strategy\n\nWin.");
        assertThat(
                        situations
                                .as(person, "POST", path + "/approve", Map.of("note", "Yes"))
                                .text("status"))
                .isEqualTo("APPROVED");
        assertThat(situations.as(person, "POST", path + "/approve", Map.of()).status())
                .isEqualTo(409);
        assertThat(
                        situations
                                .as(
                                        person,
                                        "PUT",
                                        "/api/cards/" + card.path("id").asString() + "/move",
                                        Map.of("toLane", 1))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void agentsThatMakeTheBlueprintOfACardAtOnceWriteVersionsOfOne() throws Exception {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 0);

        try (var agents = Executors.newVirtualThreadPerTaskExecutor()) {
            var written =
                    agents.invokeAll(
                            IntStream.range(0, 6)
                                    .mapToObj(count ->
                                            (Callable<String>)
                                                    () ->
                                                            blueprint(
                                                                    person,
                                                                    card,
                                                                    "at-once." + count))
                                    .toList());
            var made = new HashSet<String>();
            for (var one : written) {
                made.add(one.get(20, TimeUnit.SECONDS));
            }
            assertThat(made).hasSize(1);
            var blueprint =
                    situations.as(person, "GET", "/api/documents/" + made.iterator().next(), null);
            assertThat(blueprint.body().path("version").asInt()).isEqualTo(6);
        }
    }

    @Test
    void agentsWriteTheDocumentsOfTheirOwnCardOnly() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 0);
        var second = situations.card(person, project, 0);

        var path = "/api/documents/" + blueprint(person, first, "1");
        assertThat(situations.as(person, "POST", path + "/approve", Map.of()).status())
                .isEqualTo(200);
        var other = blueprint(person, second, "2");

        assertThat(path).doesNotEndWith(other);
        assertThat(situations.as(person, "GET", path, null).text("status")).isEqualTo("APPROVED");
        assertThat(writtenVersions(person, first)).isEqualTo(1);
        assertThat(writtenVersions(person, second)).isEqualTo(1);
    }

    @Test
    void whatAgentsMakeBeginsBeforeItsReview() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 8);

        assertThat(lane(person, situations.child(person, card, "DOC"))).isEqualTo(5);
        assertThat(lane(person, situations.child(person, card, "EPIC"))).isEqualTo(5);
        assertThat(lane(person, situations.child(person, card, "FEATURE"))).isEqualTo(1);
        assertThat(lane(person, situations.child(person, card, "TASK"))).isEqualTo(4);
        assertThat(lane(person, situations.child(person, card, "BUG")))
                .as("where it was found")
                .isEqualTo(7);
    }

    private int lane(Person person, Answer child) {
        return situations
                .as(person, "GET", "/api/cards/" + child.text("id"), null)
                .body()
                .path("lane")
                .asInt();
    }

    @Test
    void aRefusedEffectLeavesNothingBehind() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 1);

        var refused =
                situations.effect(
                        person,
                        "bad",
                        effect(
                                card,
                                "create_card",
                                Map.of("type", "FEATURE", "title", "x".repeat(201))));
        var section =
                situations.effect(
                        person,
                        "bad2",
                        effect(
                                card,
                                "write_document",
                                Map.of(
                                        "type", "PRD", "title", "t", "content", "c", "mode",
                                        "section")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(section.status()).isEqualTo(400);
        assertThat(children(person, project, card)).isZero();
    }

    @Test
    void anAgentCannotCallItsOwnWorkDone() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 1);

        var done =
                situations.effect(
                        person, "done", effect(card, "update_card", Map.of("status", "DONE")));

        assertThat(done.status()).isEqualTo(400);
    }

    @Test
    void theWorkspaceInThePathIsAllThatIsSeen() {
        var person = situations.person();
        var stranger = situations.person();
        var card = situations.card(person, situations.project(person), 1);

        var foreign =
                situations.effect(
                        stranger, "k", effect(card, "add_comment", Map.of("body", "hello")));
        var context =
                situations.internal(
                        "GET",
                        "/internal/workspaces/"
                                + stranger.workspace()
                                + "/cards/"
                                + card.path("id").asString()
                                + "/context",
                        "core:read",
                        null);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(context.status()).isEqualTo(404);
    }

    @Test
    void aContextTellsAnAgentAllItMaySee() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        situations.effect(person, "c", effect(card, "add_comment", Map.of("body", "A question")));

        var context =
                situations
                        .internal(
                                "GET",
                                "/internal/workspaces/"
                                        + person.workspace()
                                        + "/cards/"
                                        + card.path("id").asString()
                                        + "/context",
                                "core:read",
                                null)
                        .body();

        assertThat(context.at("/lane/key").asString()).isEqualTo("VISION");
        assertThat(context.at("/lane/onEntry")).hasSize(3);
        assertThat(context.at("/comments/0/author").asString()).isEqualTo("agent:PRD");
        assertThat(context.at("/project/key").asString()).isEqualTo("TL");
    }

    @Test
    void cardsThatBlockEachOtherNeverFormACircle() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 5);
        var second = situations.card(person, project, 5);

        var there =
                situations.effect(
                        person,
                        "l1",
                        effect(
                                first,
                                "link_cards",
                                Map.of("from", "TL-1", "to", "TL-2", "link", "BLOCKS")));
        var back =
                situations.effect(
                        person,
                        "l2",
                        effect(
                                second,
                                "link_cards",
                                Map.of("from", "TL-2", "to", "TL-1", "link", "BLOCKS")));

        assertThat(there.status()).isEqualTo(200);
        assertThat(back.status()).isEqualTo(409);
    }

    private int children(Person person, JsonNode project, JsonNode card) {
        return (int)
                situations
                        .as(
                                person,
                                "GET",
                                "/api/boards/" + project.path("boardId").asString(),
                                null)
                        .body()
                        .path("cards")
                        .valueStream()
                        .filter(it ->
                                it.path("parentId").asString("").equals(card.path("id").asString()))
                        .count();
    }

    private static Map<String, Object> effect(
            JsonNode card, String kind, Map<String, Object> fields) {
        var effect = new HashMap<String, Object>(fields);
        effect.put("kind", kind);
        effect.put("cardId", card.path("id").asString());
        effect.put("agentId", "PRD");
        // one run for all calls of a test: the same body must be the same body
        effect.put("runId", "01890000-0000-7000-8000-000000000001");
        return effect;
    }

    private String blueprint(Person person, JsonNode card, String key) {
        return blueprint(person, card, key, Map.of("content", "# Version " + key)).text("id");
    }

    private Answer blueprint(Person person, JsonNode card, String key, Map<String, Object> fields) {
        var command = new HashMap<String, Object>(fields);
        command.put("type", "BLUEPRINT");
        command.put("title", "Blueprint");
        return situations.effect(person, key, effect(card, "write_document", command));
    }

    private long writtenVersions(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString() + "/history", null)
                .body()
                .path("items")
                .valueStream()
                .filter(it -> it.path("action").asString("").equals("document-written"))
                .count();
    }
}
