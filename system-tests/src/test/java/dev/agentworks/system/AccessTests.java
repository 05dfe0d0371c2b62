package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.local.launcher.journey.Journey;
import dev.agentworks.system.RunningStack.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Access control: every route of the journey, called without a session and by a member of another
 * workspace.
 */
@ExtendWith(RunningStack.class)
class AccessTests {

    private record Route(String method, String path, Object body) {

        ApiClient.Answer call(ApiClient client) {
            return switch (method) {
                case "GET" -> client.get(path);
                case "PUT" -> client.put(path, body);
                case String _ -> client.post(path, body);
            };
        }
    }

    private static List<Route> routes = List.of();

    @BeforeAll
    static void someoneElsesThings(Stack stack) {
        var owner = stack.client();
        var outcome = new Journey(owner, Brief.example(), _ -> {}).play();
        var documents =
                owner.get("/api/projects/" + outcome.projectId() + "/documents")
                        .require("listing documents");
        var document = documents.path("items").path(0).path("id").asString();
        var board = first(owner, "/api/projects/" + outcome.projectId() + "/boards");
        var run = outcome.runIds().getFirst();
        routes =
                List.of(
                        new Route("GET", "/api/workspaces/" + outcome.workspaceId(), ""),
                        new Route(
                                "GET",
                                "/api/workspaces/" + outcome.workspaceId() + "/projects",
                                ""),
                        new Route(
                                "POST",
                                "/api/workspaces/" + outcome.workspaceId() + "/projects",
                                Map.of("name", "Mine")),
                        new Route("GET", "/api/workspaces/" + outcome.workspaceId() + "/usage", ""),
                        new Route(
                                "GET", "/api/workspaces/" + outcome.workspaceId() + "/billing", ""),
                        new Route("GET", "/api/projects/" + outcome.projectId(), ""),
                        new Route("GET", "/api/projects/" + outcome.projectId() + "/boards", ""),
                        new Route("GET", "/api/projects/" + outcome.projectId() + "/documents", ""),
                        new Route(
                                "POST",
                                "/api/projects/" + outcome.projectId() + "/cards",
                                Map.of("title", "Mine")),
                        new Route("GET", "/api/boards/" + board, ""),
                        new Route("GET", "/api/cards/" + outcome.cardId(), ""),
                        new Route(
                                "PUT",
                                "/api/cards/" + outcome.cardId() + "/move",
                                Map.of("toLane", 0)),
                        new Route("GET", "/api/cards/" + outcome.cardId() + "/runs", ""),
                        new Route(
                                "POST",
                                "/api/cards/" + outcome.cardId() + "/agents/PRD/run",
                                Map.of()),
                        new Route("GET", "/api/documents/" + document, ""),
                        new Route("POST", "/api/documents/" + document + "/approve", Map.of()),
                        new Route("GET", "/api/runs/" + run, ""),
                        new Route("GET", "/api/runs/" + run + "/steps", ""),
                        new Route("GET", "/api/runs/" + run + "/logs", ""),
                        new Route("POST", "/api/runs/" + run + "/cancel", Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> membersAreNotRefused(Stack stack) {
        return routes.stream()
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.method() + " " + route.path(),
                                () ->
                                        assertThat(route.call(stack.client()).status())
                                                .isEqualTo(401)));
    }

    @TestFactory
    Stream<DynamicTest> aStrangerFindsNothing(Stack stack) {
        var stranger = stack.client();
        stranger.register(
                "stranger-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Sam Stranger");

        return routes.stream()
                .map(route ->
                        DynamicTest.dynamicTest(
                                route.method() + " " + route.path(),
                                () -> {
                                    var answer = route.call(stranger);
                                    assertThat(answer.status())
                                            .as(answer.toString())
                                            .isEqualTo(404);
                                    assertThat(answer.body().path("type").asString(""))
                                            .endsWith("not-found");
                                }));
    }

    private static String first(ApiClient client, String path) {
        JsonNode items = client.get(path).require("listing").path("items");
        return items.path(0).path("id").asString();
    }
}
