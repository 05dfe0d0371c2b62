package dev.agentworks.core.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class WorkflowRoutesTests extends CoreTest {

    @Test
    void aNewProjectHasTheStandardRulesAsVersionOne() {
        var person = situations.person();

        var workflow = read(person, situations.project(person));

        assertThat(workflow.status()).isEqualTo(200);
        assertThat(workflow.tag()).isEqualTo("\"1\"");
        assertThat(workflow.text("updatedBy")).isEqualTo("user:" + person.id());
        assertThat(workflow.body().path("lanes")).hasSize(11);
        assertThat(workflow.body().at("/lanes/1/exitCriterion").asString())
                .isEqualTo("mvp_features_created");
    }

    @Test
    void aChangeIsTheNextVersionAndTheOneBeforeCanStillBeRead() {
        var person = situations.person();
        var project = situations.project(person);

        var changed =
                change(
                        person,
                        project,
                        "\"1\"",
                        lane(
                                2,
                                lane ->
                                        lane.put("wipLimit", 4)
                                                .put("wipPolicy", "ENFORCE")
                                                .put("autoAdvance", true)
                                                .put("name", "Find out")));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.tag()).isEqualTo("\"2\"");
        assertThat(changed.body().at("/lanes/2/wipLimit").asInt()).isEqualTo(4);
        assertThat(changed.body().at("/lanes/2/name").asString()).isEqualTo("Find out");
        var before = situations.as(person, "GET", path(project) + "?version=1", null).body();
        assertThat(before.at("/lanes/2/wipLimit").asInt()).isEqualTo(3);
        var versions = situations.as(person, "GET", path(project) + "/versions", null).body();
        assertThat(versions.path("items").valueStream().map(it -> it.path("version").asInt()))
                .containsExactly(2, 1);
    }

    @Test
    void rulesThatChangeNothingAreNoNewVersion() {
        var person = situations.person();
        var project = situations.project(person);

        assertThat(change(person, project, null, _ -> {}).tag()).isEqualTo("\"1\"");
    }

    @Test
    void aCardKeepsTheRuleItsStayBeganWith() {
        var person = situations.person();
        var project = situations.project(person);
        var before = situations.card(person, project, 2);
        change(person, project, null, lane(2, lane -> lane.put("exitCriterion", "completed")));
        var after = situations.card(person, project, 2);

        assertThat(before.path("ruleVersion").asInt()).isEqualTo(1);
        assertThat(after.path("ruleVersion").asInt()).isEqualTo(2);
        assertThat(criterion(person, before)).isEqualTo("research_documented");
        assertThat(criterion(person, after)).isEqualTo("completed");
    }

    @Test
    void aStaleVersionIsRefused() {
        var person = situations.person();
        var project = situations.project(person);
        change(person, project, "\"1\"", lane(2, lane -> lane.put("wipLimit", 4)));

        var stale = change(person, project, "\"1\"", lane(2, lane -> lane.put("wipLimit", 5)));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(read(person, project).body().at("/lanes/2/wipLimit").asInt()).isEqualTo(4);
    }

    @Test
    void everyFaultIsNamedByItsPointerAndNothingIsSaved() {
        var person = situations.person();
        var project = situations.project(person);

        var refused =
                change(
                        person,
                        project,
                        null,
                        workflow -> {
                            lane(0, lane -> lane.put("wipLimit", 0)).accept(workflow);
                            lane(1, lane -> lane.put("wipLimit", 1001)).accept(workflow);
                            lane(2, lane -> lane.put("exitCriterion", "all_well")).accept(workflow);
                            lane(3, lane -> lane.putArray("manual").add("ARCHITECT"))
                                    .accept(workflow);
                            lane(4, lane -> lane.putArray("onEntry").add("planner"))
                                    .accept(workflow);
                            lane(5, lane -> lane.put("key", "TEST")).accept(workflow);
                            lane(6, lane -> lane.put("number", 5)).accept(workflow);
                            lane(7, lane -> lane.put("name", " ")).accept(workflow);
                        });

        assertThat(refused.status()).isEqualTo(400);
        assertThat(
                        refused.body()
                                .path("errors")
                                .valueStream()
                                .map(it -> it.path("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/lanes/0/wipLimit",
                        "/lanes/1/wipLimit",
                        "/lanes/2/exitCriterion",
                        "/lanes/3/manual/0",
                        "/lanes/4/onEntry/0",
                        "/lanes/5/key",
                        "/lanes/6/number",
                        "/lanes/7/name");
        assertThat(read(person, project).tag()).isEqualTo("\"1\"");
        assertThat(
                        change(
                                        person,
                                        project,
                                        null,
                                        lane(2, lane -> lane.put("wipPolicy", "SOMETIMES")))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void anAgentOfTheProjectsOwnMayBeNamed() {
        var person = situations.person();
        var project = situations.project(person);

        var changed =
                change(
                        person,
                        project,
                        null,
                        lane(2, lane -> lane.putArray("parallel").add("MARKET_SCOUT")));

        assertThat(changed.status()).isEqualTo(200);
        var board =
                situations
                        .as(
                                person,
                                "GET",
                                "/api/boards/" + project.path("boardId").asString(),
                                null)
                        .body();
        assertThat(board.at("/lanes/2/agents").toString()).contains("MARKET_SCOUT", "CEO_COPILOT");
    }

    @Test
    void onlyAnAdminInPersonChangesTheRules() {
        var owner = situations.person();
        var project = situations.project(owner);
        var member = situations.member(owner, "MEMBER");
        var viewer = situations.member(owner, "VIEWER");
        var admin = situations.member(owner, "ADMIN");
        var wish = lane(2, lane -> lane.put("wipLimit", 9));

        assertThat(change(member, project, null, wish).status()).isEqualTo(403);
        assertThat(change(viewer, project, null, wish).status()).isEqualTo(403);
        var body = read(owner, project).body();
        assertThat(situations.as(situations.person(), "PUT", path(project), body).status())
                .isEqualTo(404);
        var asService =
                tokens().bearer(
                                "orchestrator",
                                new ActingUser(owner.id(), Map.of()),
                                "core:public");
        assertThat(situations.call(asService, "PUT", path(project), body).status()).isEqualTo(403);
        assertThat(change(admin, project, null, wish).status()).isEqualTo(200);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        var person = situations.person();
        var project = situations.project(person);
        var one = Map.of("number", 2, "autoAdvance", true);

        var partly = situations.as(person, "PUT", path(project), Map.of("lanes", List.of(one)));
        var unlimited =
                situations.as(
                        person,
                        "PUT",
                        path(project),
                        "{\"lanes\":[{\"number\":2,\"wipLimit\":null}]}");
        var none = situations.as(person, "PUT", path(project), Map.of("lanes", List.of()));

        assertThat(partly.body().at("/lanes/2/autoAdvance").asBoolean()).isTrue();
        assertThat(partly.body().at("/lanes/2/wipLimit").asInt()).isEqualTo(3);
        assertThat(partly.body().path("lanes")).hasSize(11);
        assertThat(unlimited.body().at("/lanes/2/wipLimit").isNull()).isTrue();
        assertThat(unlimited.body().at("/lanes/2/autoAdvance").asBoolean()).isTrue();
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body().at("/errors/0/pointer").asString()).isEqualTo("/lanes");
    }

    private Answer read(Person person, JsonNode project) {
        return situations.as(person, "GET", path(project), null);
    }

    private Answer change(
            Person person, JsonNode project, @Nullable String ifMatch, Consumer<ObjectNode> how) {
        var workflow = (ObjectNode) read(person, project).body();
        how.accept(workflow);
        return ifMatch == null
                ? situations.as(person, "PUT", path(project), workflow)
                : situations.as(person, "PUT", path(project), workflow, "If-Match", ifMatch);
    }

    private static Consumer<ObjectNode> lane(int number, Consumer<ObjectNode> how) {
        return workflow ->
                how.accept((ObjectNode) ((ArrayNode) workflow.path("lanes")).get(number));
    }

    private String criterion(Person person, JsonNode card) {
        return situations
                .as(person, "GET", "/api/cards/" + card.path("id").asString(), null)
                .body()
                .at("/exitCriterion/key")
                .asString();
    }

    private static String path(JsonNode project) {
        return "/api/projects/" + project.path("id").asString() + "/workflow";
    }
}
