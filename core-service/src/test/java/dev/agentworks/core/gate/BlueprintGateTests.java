package dev.agentworks.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A blueprint belongs to its card. */
class BlueprintGateTests extends CoreTest {

    @Test
    void aCardMadeLaterNeverTouchesTheBlueprintOfAnother() {
        var person = situations.person();
        var project = situations.project(person);
        var first = situations.card(person, project, 0);
        var blueprint = situations.document(person, first, "BLUEPRINT");
        approve(person, blueprint);

        var quick = situations.card(person, project, 0);
        var other = situations.document(person, quick, "BLUEPRINT");

        assertThat(other).isNotEqualTo(blueprint);
        var kept = situations.as(person, "GET", "/api/documents/" + blueprint, null).body();
        assertThat(kept.path("status").asString()).isEqualTo("APPROVED");
        assertThat(kept.path("version").asInt()).isEqualTo(1);
        assertThat(met(person, first)).isTrue();
        assertThat(missing(person, quick)).contains("a person's approval of the BLUEPRINT");
    }

    @Test
    void theBlueprintOfAnotherCardOpensNoGate() {
        var person = situations.person();
        var project = situations.project(person);
        approve(
                person,
                situations.document(person, situations.card(person, project, 0), "BLUEPRINT"));

        var card = situations.card(person, project, 0);

        assertThat(missing(person, card)).contains("a BLUEPRINT document, approved by a person");
    }

    @Test
    void theBlueprintOfAnAncestorSpeaksForACardWithoutOne() {
        var person = situations.person();
        var project = situations.project(person);
        var epic = situations.card(person, project, 0, Map.of("type", "EPIC")).body();
        var feature = child(person, project, epic, 0);
        var task = child(person, project, feature, 0, "TASK");
        var blueprint = situations.document(person, epic, "BLUEPRINT");
        assertThat(missing(person, task)).contains("a person's approval of the BLUEPRINT");

        approve(person, blueprint);
        assertThat(met(person, task)).isTrue();

        situations.document(person, feature, "BLUEPRINT");
        assertThat(met(person, task)).as("the nearest one speaks").isFalse();
        assertThat(met(person, epic)).isTrue();
    }

    @Test
    void aNewerVersionAsksForItsApprovalWhileTheOldOneStaysInForce() {
        var person = situations.person();
        var card = situations.card(person, situations.project(person), 0);
        var blueprint = situations.document(person, card, "BLUEPRINT");
        approve(person, blueprint);

        situations.document(person, card, "BLUEPRINT");

        assertThat(missing(person, card))
                .contains("version 2 of the BLUEPRINT; version 1 stays in force");
        var document = situations.as(person, "GET", "/api/documents/" + blueprint, null).body();
        assertThat(document.path("approvedVersion").asInt()).isEqualTo(1);
        assertThat(document.path("version").asInt()).isEqualTo(2);
        approve(person, blueprint);
        assertThat(met(person, card)).isTrue();
    }

    @Test
    void whatAPersonLinkedToSeveralCardsIsWrittenByTheAgentsOfNone() {
        var person = situations.person();
        var project = situations.project(person);
        var one = situations.card(person, project, 2);
        var two = situations.card(person, project, 2);
        var shared =
                situations.as(
                        person,
                        "POST",
                        "/api/projects/" + project.path("id").asString() + "/documents",
                        Map.of(
                                "type",
                                "RESEARCH",
                                "title",
                                "Market",
                                "content",
                                "# Market",
                                "cardIds",
                                List.of(one.path("id").asString(), two.path("id").asString())));
        assertThat(met(person, one)).isTrue();
        assertThat(met(person, two)).isTrue();

        var own = situations.document(person, one, "RESEARCH");

        assertThat(own).isNotEqualTo(shared.text("id"));
    }

    @Test
    void aPersonsDocumentOfOneCardIsItsOwn() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 2);
        var written =
                situations.as(
                        person,
                        "POST",
                        "/api/projects/" + project.path("id").asString() + "/documents",
                        Map.of(
                                "type",
                                "RESEARCH",
                                "title",
                                "Market",
                                "content",
                                "# Market",
                                "cardIds",
                                List.of(card.path("id").asString())));

        assertThat(situations.document(person, card, "RESEARCH")).isEqualTo(written.text("id"));
    }

    private JsonNode child(Person person, JsonNode project, JsonNode parent, int lane) {
        return child(person, project, parent, lane, "FEATURE");
    }

    private JsonNode child(
            Person person, JsonNode project, JsonNode parent, int lane, String type) {
        return situations
                .card(
                        person,
                        project,
                        lane,
                        Map.of("type", type, "parentId", parent.path("id").asString()))
                .body();
    }

    private void approve(Person person, String document) {
        var answer =
                situations.as(person, "POST", "/api/documents/" + document + "/approve", Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private boolean met(Person person, JsonNode card) {
        return criterion(person, card).path("met").asBoolean();
    }

    private String missing(Person person, JsonNode card) {
        return criterion(person, card).path("missing").toString();
    }

    private JsonNode criterion(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body()
                .path("exitCriterion");
    }
}
