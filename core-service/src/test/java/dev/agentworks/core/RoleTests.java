package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Which role each public route asks for. Reads are everybody's and writes are for members, unless
 * the table says another role; a route that is not in the table is asked without its fields, and
 * may answer that they are missing, but must let nobody write who only reads.
 */
class RoleTests extends CoreTest {

    /** From least to most. */
    private enum Role {
        VIEWER,
        MEMBER,
        ADMIN,
        OWNER
    }

    /** Routes that concern the caller and no workspace. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of(
                    "GET /api/workspaces",
                    "POST /api/workspaces",
                    "GET /api/deleted-workspaces",
                    "POST /api/invitations/{token}/accept");

    /** Routes with the least role and a body that comes as far as the role. */
    private static final Map<String, Need> TABLE = new LinkedHashMap<>();

    static {
        need("PUT /api/workspaces/{id}", Role.ADMIN, "{'name':'Renamed'}");
        need("PUT /api/workspaces/{workspace}/members/{member}", Role.ADMIN, "{'role':'VIEWER'}");
        need("DELETE /api/workspaces/{workspace}/members/{member}", Role.ADMIN, "");
        need("GET /api/workspaces/{workspace}/invitations", Role.ADMIN, "");
        need(
                "POST /api/workspaces/{workspace}/invitations",
                Role.ADMIN,
                "{'email':'guest@example.com','role':'VIEWER'}");
        need("DELETE /api/workspaces/{workspace}/invitations/{invitation}", Role.ADMIN, "");
        need("GET /api/workspaces/{workspace}/audit-log", Role.ADMIN, "");
        need("GET /auth/api-keys", Role.ADMIN, "");
        need(
                "POST /auth/api-keys",
                Role.ADMIN,
                "{'workspaceId':'WORKSPACE','name':'CI','scopes':['models']}");
        need("GET /auth/api-keys/{id}", Role.ADMIN, "");
        need("DELETE /auth/api-keys/{id}", Role.ADMIN, "");
        need("DELETE /api/workspaces/{id}", Role.OWNER, "");
        need("POST /api/workspaces/{workspace}/projects", Role.MEMBER, "{'name':'Another'}");
        need("PUT /api/projects/{id}", Role.MEMBER, "{'name':'Renamed'}");
        need("POST /api/projects/{project}/cards", Role.MEMBER, "{'title':'A card'}");
        need(
                "POST /api/projects/{project}/documents",
                Role.MEMBER,
                "{'type':'CUSTOM','title':'A','content':'B'}");
        need("PATCH /api/cards/{id}", Role.MEMBER, "{'title':'Changed'}");
        need("PUT /api/cards/{id}/move", Role.MEMBER, "{'toLane':0}");
        need("POST /api/cards/{id}/comments", Role.MEMBER, "{'body':'Words'}");
        need("DELETE /api/cards/{id}", Role.MEMBER, "");
    }

    private static void need(String route, Role least, String body) {
        TABLE.put(route, new Need(least, body.replace('\'', '"')));
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Person owner;
    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void workspace() {
        owner = situations.confirmedPerson();
        var project = situations.project(owner);
        var card = situations.card(owner, project, 1);
        ids.put("workspaces", owner.workspace());
        ids.put("projects", project.path("id").asString());
        ids.put("boards", project.path("boardId").asString());
        ids.put("cards", card.path("id").asString());
        ids.put("documents", situations.document(owner, card, "RESEARCH"));
        ids.put("members", situations.member(owner, "VIEWER").id());
        ids.put(
                "api-keys",
                situations
                        .as(
                                owner,
                                "POST",
                                "/auth/api-keys",
                                Map.of(
                                        "workspaceId",
                                        owner.workspace(),
                                        "name",
                                        "CI",
                                        "scopes",
                                        List.of("models")))
                        .text("id"));
        ids.put(
                "invitations",
                situations
                        .as(
                                owner,
                                "POST",
                                "/api/workspaces/" + owner.workspace() + "/invitations",
                                Map.of("email", "invited@example.com", "role", "VIEWER"))
                        .text("id"));
    }

    @Test
    void whoIsNoMemberFindsNothing() {
        var stranger = situations.confirmedPerson();
        var faults = new ArrayList<String>();

        for (var route : routes()) {
            var status = ask(stranger, route).status();
            var isRight = status == 404 || (!TABLE.containsKey(route) && status == 400);
            if (!isRight) {
                faults.add("%s answered %d".formatted(route, status));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void whoOnlyReadsWritesNowhere() {
        var viewer = situations.confirmed(situations.member(owner, "VIEWER"));
        var faults = new ArrayList<String>();

        for (var route : routes()) {
            var status = ask(viewer, route).status();
            if (!route.startsWith("GET ") && status < 400) {
                faults.add("%s answered %d".formatted(route, status));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyRouteOfTheTableExists() {
        assertThat(routes()).containsAll(TABLE.keySet());
    }

    @Test
    void eachRoleMayWhatTheTableSaysAndNoMore() {
        var faults = new ArrayList<String>();

        // what lets more people in comes last: it changes what others find
        for (var role : Role.values()) {
            var person = situations.confirmed(situations.member(owner, role.name()));
            TABLE.forEach((route, need) -> {
                var isAllowed = role.compareTo(need.least()) >= 0;
                if (isAllowed && route.startsWith("DELETE ")) {
                    return; // each is done once, by the tests of its feature
                }
                var status = ask(person, route).status();
                if (isAllowed == (status == 403)) {
                    faults.add("%s for %s answered %d".formatted(route, role, status));
                }
            });
        }

        assertThat(faults).isEmpty();
    }

    private Answer ask(Person person, String route) {
        var method = route.substring(0, route.indexOf(' '));
        var need = TABLE.get(route);
        var body = need == null ? "" : need.body().replace("WORKSPACE", owner.workspace());
        return situations.as(
                person,
                method,
                address(route.substring(method.length() + 1))
                        + switch (route) {
                            case "GET /auth/api-keys" -> "?workspace=" + owner.workspace();
                            case "DELETE /api/workspaces/{id}" -> "?name=another";
                            default -> "";
                        },
                !body.isEmpty()
                        ? body
                        : method.equals("GET") || method.equals("DELETE") ? null : "{}");
    }

    /** The path with the ids of the workspace; of what it does not have, with unknown ones. */
    private String address(String path) {
        var parts = path.split("/");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                parts[i] = ids.getOrDefault(parts[i - 1], UUID.randomUUID().toString());
            }
        }
        return String.join("/", parts);
    }

    private Set<String> routes() {
        var routes = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> {
                    if (isPublic(method)) {
                        for (var verb : mapping.getMethodsCondition().getMethods()) {
                            for (var path : mapping.getPatternValues()) {
                                routes.add(verb + " " + path);
                            }
                        }
                    }
                });
        routes.removeAll(FOR_EVERYBODY);
        return routes;
    }

    private static boolean isPublic(HandlerMethod method) {
        var scope = method.getMethodAnnotation(RequiresScope.class);
        if (scope == null) {
            scope =
                    AnnotatedElementUtils.findMergedAnnotation(
                            method.getBeanType(), RequiresScope.class);
        }
        return scope != null && scope.value().endsWith(":public");
    }

    private record Need(Role least, String body) {}
}
