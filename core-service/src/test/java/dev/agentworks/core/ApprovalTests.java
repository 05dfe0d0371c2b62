package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No token of an agent, a service, a viewer or a stranger passes what a person must approve. */
class ApprovalTests extends CoreTest {

    private record ApprovalRoute(String method, String path, Object body) {}

    @Test
    void nobodyButAPersonWhoMayPassesAnApproval() {
        var owner = situations.person();
        var project = situations.project(owner);
        var card = situations.card(owner, project, 0);
        var document = situations.document(owner, card, "BLUEPRINT");
        var viewer = situations.member(owner, "VIEWER");
        var stranger = situations.person();
        var grants = Map.of(owner.workspace(), "OWNER");
        var tokens =
                List.of(
                        // an agent's or a service's own token, whatever scopes it has
                        bearer("orchestrator", null, "core:public"),
                        bearer("orchestrator", null, "core:effects", "core:read"),
                        bearer("gateway", null, "core:public"),
                        // a service in the name of a person
                        bearer("orchestrator", new ActingUser(owner.id(), grants), "core:public"),
                        bearer("monitor", new ActingUser(owner.id(), grants), "core:public"),
                        bearer("orchestrator", new ActingUser(owner.id(), grants), "core:effects"),
                        // people who may not, whatever their grants say
                        bearer("gateway", new ActingUser(viewer.id(), grants), "core:public"),
                        bearer("gateway", new ActingUser(stranger.id(), grants), "core:public"));

        for (var route : approvalRoutes(owner, project, card, document).toList()) {
            for (var token : tokens) {
                assertThat(
                                situations
                                        .call(token, route.method(), route.path(), route.body())
                                        .status())
                        .as(
                                "%s %s with token %d",
                                route.method(), route.path(), tokens.indexOf(token))
                        .isIn(403, 404);
            }
            assertThat(situations.call(null, route.method(), route.path(), route.body()).status())
                    .isEqualTo(401);
        }
        var untouched = situations.as(owner, "GET", path(card), null).body();
        assertThat(untouched.path("version").asInt()).isEqualTo(1);
        assertThat(untouched.path("reviewState").asString()).isEqualTo("NONE");
        assertThat(situations.as(owner, "GET", "/api/documents/" + document, null).text("status"))
                .isEqualTo("DRAFT");

        for (var route : approvalRoutes(owner, project, card, document).toList()) {
            assertThat(situations.as(owner, route.method(), route.path(), route.body()).status())
                    .as(route.toString())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAgentsEffectApprovesNothing() {
        var owner = situations.person();
        var card = situations.card(owner, situations.project(owner), 6);

        for (var field : List.of("reviewState", "approvedBy")) {
            situations.effect(
                    owner,
                    "try-" + field,
                    Map.of(
                            "kind",
                            "update_card",
                            "cardId",
                            card.path("id").asString(),
                            "runId",
                            "01890000-0000-7000-8000-000000000001",
                            "agentId",
                            "CODE_REVIEWER",
                            field,
                            "APPROVED"));
        }

        var present = situations.as(owner, "GET", path(card), null).body();
        assertThat(present.path("reviewState").asString()).isEqualTo("NONE");
        assertThat(present.at("/exitCriterion/met").asBoolean()).isFalse();
    }

    private static Stream<ApprovalRoute> approvalRoutes(
            Person owner, JsonNode project, JsonNode card, String document) {
        return Stream.of(
                new ApprovalRoute("POST", path(card) + "/approve", Map.of()),
                new ApprovalRoute("POST", path(card) + "/reject", Map.of()),
                new ApprovalRoute("POST", "/api/documents/" + document + "/approve", Map.of()),
                new ApprovalRoute("POST", "/api/documents/" + document + "/reject", Map.of()),
                new ApprovalRoute(
                        "PUT",
                        "/api/projects/" + project.path("id").asString() + "/workflow",
                        Map.of("lanes", List.of(Map.of("number", 0, "requireApproval", false)))),
                new ApprovalRoute(
                        "PUT",
                        path(card) + "/move",
                        Map.of("toLane", 1, "override", true, "reason", "it hurries")));
    }

    private String bearer(String service, @Nullable ActingUser user, String... scopes) {
        return tokens().bearer(service, user, scopes);
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + card.path("id").asString();
    }
}
