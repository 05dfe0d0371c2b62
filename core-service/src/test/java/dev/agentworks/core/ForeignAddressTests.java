package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** A foreign thing is not there, whatever else is wrong with the request. */
class ForeignAddressTests extends CoreTest {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    private Person owner;
    private Person stranger;
    private final Map<String, String> ids = new TreeMap<>();

    @BeforeEach
    void things() {
        owner = situations.person();
        stranger = situations.person();
        var project = situations.project(owner);
        var card = situations.card(owner, project, 0);
        var document =
                situations
                        .as(
                                owner,
                                "POST",
                                "/api/projects/" + id(project) + "/documents",
                                Map.of("type", "CUSTOM", "title", "A", "content", "x"))
                        .body();
        ids.put("workspaces", owner.workspace());
        ids.put("projects", id(project));
        ids.put("boards", project.path("boardId").asString());
        ids.put("cards", id(card));
        ids.put("documents", id(document));
    }

    @Test
    void isNotThereForAStrangerHoweverWrongTheRequestIs() {
        assertThat(routes()).hasSizeGreaterThan(25);
        var answers = new LinkedHashMap<String, Integer>();

        for (var route : routes()) {
            for (var wrong : wrongs(route)) {
                var answer = situations.as(stranger, route.method, wrong.path, wrong.body);
                answers.put(route.method + " " + wrong, answer.status());
            }
        }

        assertThat(answers).allSatisfy((call, status) -> assertThat(status).isEqualTo(404));
    }

    @Test
    void isThereForItsOwnerWhoIsToldWhatIsWrong() {
        for (var route : routes()) {
            var answer =
                    situations.as(owner, route.method, route.path + "?nonsense=1", Map.of("x", 1));

            assertThat(answer.status()).as(route.method + " " + route.path).isEqualTo(400);
            assertThat(answer.text("type")).endsWith("/invalid-request");
        }
    }

    @Test
    void looksAsOneThatNeverWas() {
        var path = "/api/cards/%s/move";
        var foreign =
                situations.as(
                        stranger, "PUT", path.formatted(ids.get("cards")), Map.of("toLane", "x"));
        var unknown =
                situations.as(
                        stranger, "PUT", path.formatted(UUID.randomUUID()), Map.of("toLane", "x"));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().path("title")).isEqualTo(unknown.body().path("title"));
        assertThat(foreign.body().path("detail")).isEqualTo(unknown.body().path("detail"));
    }

    private static List<Wrong> wrongs(Route route) {
        var wrongs = new ArrayList<Wrong>();
        wrongs.add(new Wrong(route.path + "?nonsense=1", null));
        if (!route.method.equals("GET") && !route.method.equals("DELETE")) {
            wrongs.add(new Wrong(route.path, Map.of("nonsense", 1)));
            wrongs.add(new Wrong(route.path, List.of()));
        }
        return wrongs;
    }

    /** Every public route that names one of the things. */
    private List<Route> routes() {
        var found = new ArrayList<Route>();
        routes.getHandlerMethods()
                .forEach((mapping, handler) -> {
                    var scope =
                            AnnotatedElementUtils.findMergedAnnotation(
                                    handler.getBeanType(), RequiresScope.class);
                    if (scope != null && scope.value().endsWith(":public")) {
                        for (var pattern : mapping.getPatternValues()) {
                            for (RequestMethod method :
                                    mapping.getMethodsCondition().getMethods()) {
                                route(method.name(), pattern, found);
                            }
                        }
                    }
                });
        return found;
    }

    private void route(String method, String pattern, List<Route> found) {
        var parts = pattern.split("/");
        if (parts.length > 3 && parts[3].startsWith("{") && ids.containsKey(parts[2])) {
            var path = pattern.replace(parts[3], ids.get(parts[2]));
            found.add(new Route(method, path.replaceAll("\\{\\w+}", UUID.randomUUID().toString())));
        }
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }

    private record Route(String method, String path) {}

    private record Wrong(String path, @org.jspecify.annotations.Nullable Object body) {}
}
